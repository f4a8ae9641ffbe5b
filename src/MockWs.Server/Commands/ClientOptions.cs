using System.CommandLine;
using System.CommandLine.Parsing;
using MockWs.Server.Clients;

namespace MockWs.Server.Commands;

/// <summary>What <c>mockws send</c> and <c>mockws listen</c> are told of whom they talk to.</summary>
internal sealed class ClientOptions
{
    private readonly Argument<Uri> _url = new("URL")
    {
        Description = "Whom to talk to, such as ws://localhost:8080/chat; without ws:// it is put before.",
        CustomParser = ParseUrl,
    };

    private readonly Option<string[]> _subprotocols = new("--subprotocol") { Description = "A subprotocol to offer. May be repeated, the best first.", HelpName = "NAME" };

    private readonly Option<string[]> _headers = new("--header") { Description = "A header of the handshake, such as \"Authorization: Bearer x\". May be repeated.", HelpName = "NAME:VALUE" };

    private readonly Option<bool> _insecure = new("--insecure") { Description = "Take any certificate of wss://." };

    private readonly Option<TimeSpan> _timeout = new("--timeout")
    {
        Description = "How long the handshake, each reply and the end may take, such as 00:00:02 or 2.5. Default: 5 s.",
        HelpName = "TIME",
        CustomParser = DurationOption.Parse,
        DefaultValueFactory = _ => TimeSpan.FromSeconds(5),
    };

    public void AddTo(Command command)
    {
        command.Add(_url);
        command.Add(_subprotocols);
        command.Add(_headers);
        command.Add(_insecure);
        command.Add(_timeout);
    }

    /// <exception cref="StartupException">A header is wrong.</exception>
    public ClientSettings Read(ParseResult parsed) => new(parsed.GetRequiredValue(_url))
    {
        Subprotocols = parsed.GetValue(_subprotocols) ?? [],
        Headers = [.. (parsed.GetValue(_headers) ?? []).Select(Split)],
        IsInsecure = parsed.GetValue(_insecure),
        Timeout = parsed.GetValue(_timeout),
    };

    private static (string Name, string Value) Split(string header) => header.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
        ? (header[..colon].Trim(), header[(colon + 1)..].Trim())
        : throw new StartupException(ExitCode.WrongUsage, $"--header is NAME:VALUE, not \"{header}\".");

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var url = text.Contains("://", StringComparison.Ordinal) ? text : $"ws://{text}";
        if (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "ws" or "wss" && uri.Host.Length > 0 && uri.Fragment.Length == 0)
        {
            return uri;
        }

        result.AddError($"\"{text}\" is no URL of a WebSocket server, such as ws://localhost:8080/chat.");
        return null;
    }
}
