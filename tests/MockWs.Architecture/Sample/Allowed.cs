using Sample.Wire;

namespace Sample.Recording;

internal static class Journal
{
    public static object Append() => new Frame();
}
