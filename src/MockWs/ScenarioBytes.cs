using MockWs.Behaviours;
using MockWs.Configuration;

namespace MockWs;

/// <summary>Bytes in a scenario: <c>{ "hex": "01ff" }</c>, <c>{ "base64": "Af8=" }</c> or <c>{ "file": "logo.png" }</c>.</summary>
internal static class ScenarioBytes
{
    private static readonly string[] Keys = ["hex", "base64", "file"];

    /// <summary>The bytes, which have to be there.</summary>
    public static byte[]? Read(ScenarioNode node) => Read(node, node.Members(Keys), isNeeded: true);

    /// <summary>The bytes, none if nothing is said of them.</summary>
    public static byte[]? ReadOrNone(ScenarioNode node) => Read(node, node.Members(Keys), isNeeded: false);

    /// <summary>The bytes that the members of an object say.</summary>
    /// <param name="node">The object.</param>
    /// <param name="members">Its members; others than these three are left alone.</param>
    /// <param name="isNeeded">Whether it is an error to say nothing.</param>
    public static byte[]? Read(ScenarioNode node, IReadOnlyDictionary<string, ScenarioNode> members, bool isNeeded)
    {
        var given = members.Values.Where(member => Keys.Contains(member.Key, StringComparer.OrdinalIgnoreCase)).ToList();
        switch (given)
        {
            case [var one]:
                return one.Text() is { } text ? one.Try(() => Read(one, text)) : null;
            case [] when !isNeeded:
                return [];
            case [] when !node.IsObject():
                return null;
            default:
                node.Wrong("needs one of hex, base64 and file");
                return null;
        }
    }

    private static byte[] Read(ScenarioNode node, string text) => node.Key.ToUpperInvariant() switch
    {
        "HEX" => Hex(text),
        "BASE64" => Base64(text),
        _ => File.ReadAllBytes(Inside(node.Mark?.Folder, text)),
    };

    private static byte[] Hex(string text)
    {
        try
        {
            return Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            throw new FormatException($"{JsonText.Quote(text)} is no hex: it has two digits 0-9, a-f a byte, and spaces where you like");
        }
    }

    private static byte[] Base64(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException)
        {
            throw new FormatException($"{JsonText.Quote(text)} is no base64 (RFC 4648 section 4)");
        }
    }

    /// <summary>A scenario that somebody else wrote must not read what lies elsewhere on this machine.</summary>
    private static string Inside(string? folder, string file)
    {
        if (folder is null)
        {
            throw new FormatException("a file is read from the scenario's own folder, and this value comes from no file");
        }

        var path = Path.GetFullPath(file, folder);
        if (!path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new FormatException($"the file {JsonText.Quote(file)} lies outside the scenario's own folder");
        }

        return File.Exists(path) ? path : throw new FormatException($"there is no file {JsonText.Quote(file)} in the scenario's folder");
    }
}
