# Puts what the dashboard needs into a virtual environment: sh setup.sh .venv requirements.txt
# Uses uv where it is on the path, else Python's own venv and pip. One clear line for what is missing.
set -eu
venv=$1
requirements=$2

stop() { echo "setup: $1" >&2; exit 1; }

newest_python() {
    for name in python3 python python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"; return
        fi
    done
}

python=$(newest_python)

if command -v uv >/dev/null 2>&1; then
    uv venv --quiet --allow-existing --python "${python:->=3.11}" "$venv" \
        || stop "uv could not make an environment with Python 3.11 or newer; install Python 3.11 or newer and try again."
    exec uv pip install --quiet --python "$venv/bin/python" --requirement "$requirements"
fi

[ -n "$python" ] || stop "Python 3.11 or newer is needed and was not found; install it (Debian or Ubuntu: apt-get install python3 python3-venv) and try again."
"$python" -c 'import venv, ensurepip' 2>/dev/null \
    || stop "Python's venv module is missing; install it (Debian or Ubuntu: apt-get install python3-venv) or install uv, and try again."
[ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 || "$python" -m venv --clear "$venv"
echo "setup: installing what the dashboard needs into $venv (about half a minute)" >&2
exec "$venv/bin/python" -m pip install -qq --disable-pip-version-check --requirement "$requirements"
