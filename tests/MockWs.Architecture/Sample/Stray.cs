using Sample.Wire;

namespace Sample.Stray;

internal static class Unknown
{
    public static object Run() => new Frame();
}
