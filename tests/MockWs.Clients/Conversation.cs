using System.Text.RegularExpressions;

namespace MockWs.Clients;

/// <summary>What every client says to the echo, and what it and the server have to say about it afterwards.</summary>
internal static class Conversation
{
    public const int Large = 70 * 1024;

    public const string NotAscii = "Grüße, 世界 🌍";

    public static string[] Texts { get; } = ["hello", "", NotAscii, new('x', Large)];

    public static byte[][] Binaries { get; } = [[0, 1, 254, 255], [], [.. Enumerable.Range(0, Large).Select(i => (byte)(i % 251))]];

    /// <summary>What a client's script prints that got everything back.</summary>
    public static string Printed(bool isCompressed) =>
        $"""
        extensions {(isCompressed ? "permessage-deflate" : "none")}
        text 5
        text 0
        text 20
        text 71680
        binary 4
        binary 0
        binary 71680
        closed 4001

        """;

    /// <summary>Expects what the server logs of it, for the client that connected to this path.</summary>
    public static async Task ExpectLogAsync(string path, bool isCompressed)
    {
        var number = (await SharedTool.Process.LineAsync($@"#(\d+) +connected +{Regex.Escape(path)} from ")).Groups[1].Value;
        await SharedTool.Process.LineAsync($"""#{number} +disconnected +4001 "bye" by the client$""");
        var compressed = isCompressed ? ", compressed" : "";
        SharedTool.Process.Lines
            .Select(line => Regex.Match(line, $@"#{number} +received +(\w+ +\d+ bytes.*?)(?=  |$)"))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .Should().Equal(
                $"text   5 bytes{compressed}",
                $"text   0 bytes{compressed}",
                $"text   20 bytes{compressed}",
                $"text   71680 bytes{compressed}",
                $"binary 4 bytes{compressed}",
                $"binary 0 bytes{compressed}",
                $"binary 71680 bytes{compressed}");
    }
}
