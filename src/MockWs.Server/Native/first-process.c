// Linux ignores what ends any other process where the first one of a container has no handler for it, so until .NET has put its own here,
// a container that is stopped at once would wait for the engine to lose its patience. This is linked into the binary and runs before .NET does.
#include <signal.h>
#include <unistd.h>

static void end(int number)
{
    _exit(128 + number); // as a shell tells of a process that a signal ended
}

__attribute__((constructor)) static void handle_signals(void)
{
    if (getpid() == 1)
    {
        signal(SIGTERM, end);
        signal(SIGINT, end);
    }
}
