using System.ComponentModel;
using Sample.Sessions;

namespace Sample.Wire;

internal sealed class Frame;

internal sealed class Inherits : Session;

internal sealed class Implements : ISession;

internal sealed class Constrains<T>
    where T : Session;

[Session]
internal sealed class IsMarked;

[TypeConverter(typeof(Session))]
internal sealed class MarksWithType;

internal static class HasField
{
    public static readonly Session Peer = new();
}

internal sealed class HasProperty
{
    public Session? Peer { get; init; }
}

internal static class Takes
{
    public static string? Take(Session session) => session.ToString();
}

internal static class ReturnsMany
{
    public static List<Session[]> All() => [];
}

internal static class Creates
{
    public static object Run() => new Session();
}

internal static class CreatesInLambda
{
    public static Func<object> Run(int limit) => () => limit > 0 ? new Session() : "none";
}

internal static class CreatesInLocalFunction
{
    public static object Run()
    {
        return Create();

        static object Create() => new Session();
    }
}

internal static class CreatesAfterAwait
{
    public static async Task<object> Run()
    {
        await Task.Yield();
        return new Session();
    }
}

internal static class CreatesInIterator
{
    public static IEnumerable<object> Run()
    {
        yield return new Session();
    }
}

internal static class Reads
{
    public static int Run() => Session.Limit;
}

internal static class Tests
{
    public static bool Run(object value) => value is Session;
}

internal static class Catches
{
    public static void Run(Action action)
    {
        try
        {
            action();
        }
        catch (SessionException)
        {
            action();
        }
    }
}

internal static class NamesTypeOf
{
    public static string Run() => typeof(Session).Name;
}

internal static class FillsGenericMethod
{
    public static object Run() => Array.Empty<Session>();
}

internal static class NamesRoot
{
    public static object Run() => Server.Start();
}
