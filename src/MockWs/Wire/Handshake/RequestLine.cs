using System.Text;

namespace MockWs.Wire.Handshake;

/// <summary>The first line of a request, cut at its first and its last space; a line that is no request line gives empty parts.</summary>
internal readonly ref struct RequestLine
{
    public RequestLine(ReadOnlySpan<byte> line)
    {
        var first = line.IndexOf((byte)' ');
        var last = line.LastIndexOf((byte)' ');
        Method = first < 0 ? line : line[..first];
        Target = last > first ? line[(first + 1)..last] : [];
        Version = last > first ? line[(last + 1)..] : [];
    }

    public ReadOnlySpan<byte> Method { get; }

    public ReadOnlySpan<byte> Target { get; }

    public ReadOnlySpan<byte> Version { get; }

    public bool HasOriginForm => Target.StartsWith((byte)'/');

    /// <summary>RFC 6455 4.2.1: "(or an absolute HTTP/HTTPS URI containing the /resource name/)".</summary>
    public bool HasAbsoluteForm => Scheme > 0;

    /// <summary>The host and the port of a target in absolute form; empty in origin form.</summary>
    public ReadOnlySpan<byte> Authority => HasAbsoluteForm ? Target[Scheme..ResourceStart] : [];

    /// <summary>The target without scheme and authority.</summary>
    public ReadOnlySpan<byte> Resource => Target[ResourceStart..];

    /// <summary>The resource up to its query; an absolute target may leave it empty, which stands for "/" (RFC 6455 3).</summary>
    public ReadOnlySpan<byte> Path => Resource.IndexOf((byte)'?') is var mark and >= 0 ? Resource[..mark] : Resource;

    /// <summary>What follows the "?".</summary>
    public ReadOnlySpan<byte> Query => Resource.IndexOf((byte)'?') is var mark and >= 0 ? Resource[(mark + 1)..] : [];

    private int Scheme => StartsWith("http://"u8) ? 7 : StartsWith("https://"u8) ? 8 : 0;

    private int ResourceStart => !HasAbsoluteForm ? 0
        : Target[Scheme..].IndexOfAny((byte)'/', (byte)'?') is var at and >= 0 ? Scheme + at
        : Target.Length;

    private bool StartsWith(ReadOnlySpan<byte> scheme) =>
        Target.Length >= scheme.Length && Ascii.EqualsIgnoreCase(Target[..scheme.Length], scheme);
}
