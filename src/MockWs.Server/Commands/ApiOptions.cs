using System.CommandLine;
using MockWs.Server.Admin;

namespace MockWs.Server.Commands;

/// <summary>The options that say how the API is to be had.</summary>
internal sealed class ApiOptions
{
    /// <summary>Has the token where it is not to be seen in a list of processes.</summary>
    public const string TokenVariable = "MOCKWS_API_TOKEN";

    /// <summary>Has the names where no command line can be given, as for a service container of a pipeline.</summary>
    public const string HostsVariable = "MOCKWS_API_HOSTS";

    private readonly Option<bool> _off = new("--no-api") { Description = $"Leave the API under {ApiSettings.Root} and the console out." };

    private readonly Option<int?> _port = new("--api-port")
    {
        Description = "A port of its own for the API, not that of the WebSocket clients; 0 takes a free one.",
        HelpName = "N",
        CustomParser = PortOption.Parse,
    };

    private readonly Option<string?> _token = new("--api-token")
    {
        Description = $"What every call of the API has to bring as Authorization: Bearer TOKEN. Default: {TokenVariable} of the environment, or none.",
        HelpName = "TOKEN",
    };

    private readonly Option<string[]> _hosts = new("--api-host")
    {
        Description = $"A name of this machine in DNS by which the API may be called; * for any. May be repeated. Default: {HostsVariable} of the environment, with commas, or none.",
        HelpName = "NAME",
    };

    public void AddTo(Command command)
    {
        command.Add(_off);
        command.Add(_port);
        command.Add(_token);
        command.Add(_hosts);
    }

    /// <exception cref="StartupException">The options contradict each other.</exception>
    public ApiSettings Read(ParseResult parsed)
    {
        var token = parsed.GetValue(_token);
        var hosts = parsed.GetValue(_hosts);
        var settings = new ApiSettings
        {
            IsOn = !parsed.GetValue(_off),
            Port = parsed.GetValue(_port),
            Token = token ?? (Environment.GetEnvironmentVariable(TokenVariable) is { Length: > 0 } secret ? secret : null),
            Hosts = hosts is { Length: > 0 } ? hosts : Split(Environment.GetEnvironmentVariable(HostsVariable)),
        };
        if (!settings.IsOn && (settings.Port is not null || token is not null || hosts is { Length: > 0 }))
        {
            throw new StartupException(ExitCode.WrongUsage, "--no-api leaves the API out: --api-port, --api-token and --api-host have nothing to say then.");
        }

        return token is { Length: 0 } ? throw new StartupException(ExitCode.WrongUsage, "--api-token needs a token; leave it out for none.") : settings;
    }

    private static string[] Split(string? names) => names?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}
