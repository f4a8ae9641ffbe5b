using Sample.Sessions;

namespace Sample.Wire.Deflate;

internal static class InSubfolder
{
    public static object Run() => new Session();
}
