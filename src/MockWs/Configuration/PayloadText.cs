namespace MockWs.Configuration;

/// <summary>
/// How JSON text whose types, keys and order are the author's own goes through configuration, which knows only strings. A mark before it
/// tells it from a value that was flattened.
/// </summary>
internal static class PayloadText
{
    private const char Marker = '\u0002';

    public static string Keep(string json) => Marker + json;

    /// <summary>The JSON text; null if the value was flattened. From the environment it comes unmarked, but in brackets or quotes.</summary>
    public static string? Read(string value) => value switch
    {
        [Marker, .. var json] => json,
        ['{' or '[' or '"', ..] => value,
        _ => null,
    };
}
