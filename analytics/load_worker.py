"""A load in a process of its own that also prepares what the library needs: python -m analytics.load_worker JOB."""

from analytics.prepared import prepare
from data.loading import worker

if __name__ == "__main__":
    worker.main(prepare)
