"""What the pages say of who is there and what they may do."""

TITLE = "Sign in"
ASK = "These pages tell of people who were harmed and people who did harm. Please sign in to read them."
BUTTON, OUT = "Sign in", "Sign out"
NO_ROLE = "You are signed in as {}, but nobody has given you a role here. Ask whoever looks after these pages."
SIGNED_IN = "Signed in as {}: {}."
MAY = {"viewer": "may read", "analyst": "may see exact figures and load records", "publisher": "may make the shareable copy"}
AT_THE_MACHINE = "No sign-in: whoever uses this machine may see exact figures and load records."
ELSEWHERE = "There is no sign-in here. So small counts stay hidden for all, and no records can be loaded."
OPENED = "There is no sign-in here. All who reach these pages may see exact figures."
LOADING_IS_FOR = "Records are loaded here by those who sign in as analysts. You can read these pages, but not load."
BROKEN = "Sign-in is set up only in part, so nothing is shown. In .streamlit/secrets.toml both [auth] and [roles] must stand, and be readable."

PUBLISHING = "Make the shareable copy"
PUBLISHING_ABOUT = ("Counts that were protected together, and no record of anybody: one zip file. Unpack it and start a public dashboard "
                    "on the folder. It takes a minute or two.")
PUBLISHING_READY = "The shareable copy is ready. Read what it can't protect before you give it away (docs/publishing.md)."


def who(name: str, roles: frozenset[str]) -> str:
    """One line on who is signed in, and what for."""
    may = [said for role, said in MAY.items() if role in roles and (role != "viewer" or len(roles) == 1)]
    return SIGNED_IN.format(name, " and ".join(may))
