using MockWs.Sessions;

namespace MockWs;

/// <summary>What can speak WebSocket to clients, by the names that scenarios have for it.</summary>
internal enum BackendName
{
    /// <summary>Our own wire layer.</summary>
    Mockws,

    /// <summary>The package Fleck.</summary>
    Fleck,
}

/// <summary>The backends by their names. That of another package is found by its type's name, so that nobody needs a package that he does not use.</summary>
internal static class Backends
{
    private const string FleckIsAway =
        "the backend \"fleck\" is not here: add the package MockWs.Fleck to the project that starts the server; the mockws tool has it where it was built with -p:Fleck=true";

    /// <exception cref="FormatException">It is not here; the message says what to do.</exception>
    public static IBackend Find(BackendName name) => name == BackendName.Mockws ? WireBackend.Instance : FindFleck();

    public static BackendName NameOf(IBackend backend) => Enum.Parse<BackendName>(backend.Capabilities.Backend, ignoreCase: true);

    private static IBackend FindFleck() => Type.GetType("MockWs.Fleck.FleckBackend, MockWs.Fleck") is { } type
        ? (IBackend)Activator.CreateInstance(type)!
        : throw new FormatException(FleckIsAway);
}
