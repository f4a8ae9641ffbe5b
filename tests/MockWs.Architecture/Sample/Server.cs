using Sample.Sessions;

namespace Sample;

internal static class Server
{
    public static object Start() => new Session();
}
