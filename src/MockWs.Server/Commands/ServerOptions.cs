using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MockWs.Behaviours;
using MockWs.Server.Logging;

namespace MockWs.Server.Commands;

/// <summary>The options of a server, for each command that starts one.</summary>
internal sealed class ServerOptions
{
    private readonly Argument<string[]> _scenarios = new("SCENARIO")
    {
        Description = "JSON scenarios, each laid over those before it. Without one every message is echoed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<int?> _port = new("--port")
    {
        Description = $"The port on localhost; 0 takes a free one. Default: {ServeSettings.DefaultPort}.",
        HelpName = "N",
        CustomParser = PortOption.Parse,
    };

    private readonly Option<string[]> _urls = new("--url")
    {
        Description = "Where to listen instead, such as ws://0.0.0.0:8080 or wss://localhost:8443. May be repeated.",
        HelpName = "URL",
    };

    private readonly Option<bool> _tls = new("--tls") { Description = "Speak TLS (wss://), with a certificate made for this run unless --cert gives one." };

    private readonly Option<string?> _certificate = new("--cert") { Description = "The certificate of wss://, a PEM or a PFX file.", HelpName = "FILE" };

    private readonly Option<string?> _key = new("--key") { Description = "The private key, where a PEM certificate has it in a file of its own.", HelpName = "FILE" };

    private readonly Option<string?> _password = new("--cert-password") { Description = "The password of a PFX file.", HelpName = "PASSWORD" };

    private readonly Option<string?> _record = new("--record")
    {
        Description = "A file that keeps all that happens, written over if it exists; \"mockws transcript FILE\" prints it.",
        HelpName = "FILE",
        CustomParser = ParseRecord,
    };

    private readonly Option<Unmatched?> _unmatched = new("--unmatched")
    {
        Description = "What becomes of a message that nothing else answers. Default: what the scenario says, or echo.",
        HelpName = "echo|ignore|close|fail",
        CustomParser = ParseUnmatched,
    };

    private readonly Option<int?> _seed = new("--seed")
    {
        Description = "Where random numbers begin: the same seed gives the same ones in each run. Default: what the scenario says, or 0.",
        HelpName = "N",
        CustomParser = ParseSeed,
    };

    private readonly Option<int?> _connectionLimit = new("--connection-limit")
    {
        Description = "How many clients may be connected at the same time; a further one is answered with 503. Default: what the scenario says, or 20000.",
        HelpName = "N",
        CustomParser = result => ParseLimit(result, "clients", int.MaxValue),
    };

    private readonly Option<int?> _messageLimit = new("--message-limit")
    {
        Description = "The longest message a client may send, in bytes, up to 1 GiB; a longer one ends in 1009. Default: what the scenario says, or 16 MiB.",
        HelpName = "BYTES",
        CustomParser = result => ParseLimit(result, "bytes", 1024 * 1024 * 1024),
    };

    private readonly Option<int?> _headLimit = new("--head-limit")
    {
        Description = "The longest head of an upgrade request, in bytes; a longer one is answered with 431. Default: what the scenario says, or 32 KiB.",
        HelpName = "BYTES",
        CustomParser = result => ParseLimit(result, "bytes", 1024 * 1024 * 1024),
    };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Read the scenarios again when they change, for the clients that come later. One with errors leaves the server as it was.",
    };

    private readonly Option<string[]> _overrides = new("--set")
    {
        Description = "A value over the scenario's and the environment's, such as --set seed=7 or --set endpoints.0.path=/other; may be repeated.",
        HelpName = "KEY=VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<LogFormat> _log = new("--log")
    {
        Description = "Lines for a person, or a JSON object a line. Default: text.",
        HelpName = "text|json",
        CustomParser = ParseLog,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "Say where it listens and nothing of the clients." };

    private readonly ApiOptions _api = new();

    public void AddTo(Command command)
    {
        _scenarios.Validators.Add(RefuseOptions);
        command.Add(_scenarios);
        Option[] options = [_port, _urls, _tls, _certificate, _key, _password, _record, _watch, _overrides, _unmatched, _seed, _connectionLimit, _messageLimit, _headLimit, _log, _quiet];
        foreach (var option in options)
        {
            command.Add(option);
        }

        _api.AddTo(command);
    }

    /// <exception cref="StartupException">The options contradict each other, or one of them is wrong.</exception>
    public ServeOptions Read(ParseResult parsed) => new()
    {
        Scenarios = parsed.GetValue(_scenarios) ?? [],
        IsWatching = parsed.GetValue(_watch),
        Overrides = parsed.GetValue(_overrides) ?? [],
        Port = parsed.GetValue(_port),
        Urls = parsed.GetValue(_urls) ?? [],
        IsSecure = parsed.GetValue(_tls),
        CertificatePath = parsed.GetValue(_certificate),
        KeyPath = parsed.GetValue(_key),
        CertificatePassword = parsed.GetValue(_password),
        RecordPath = parsed.GetValue(_record),
        Unmatched = parsed.GetValue(_unmatched),
        Seed = parsed.GetValue(_seed),
        ConnectionLimit = parsed.GetValue(_connectionLimit),
        MessageLimit = parsed.GetValue(_messageLimit),
        HeadLimit = parsed.GetValue(_headLimit),
        LogFormat = parsed.GetValue(_log),
        IsQuiet = parsed.GetValue(_quiet),
        Api = _api.Read(parsed),
    };

    private static string? ParseRecord(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text.Length > 0)
        {
            return text;
        }

        result.AddError("--record needs the name of a file.");
        return null;
    }

    private static Unmatched? ParseUnmatched(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "echo":
                return Unmatched.Echo;
            case "ignore":
                return Unmatched.Ignore;
            case "close":
                return Unmatched.Close;
            case "fail":
                return Unmatched.Fail;
            case var text:
                result.AddError($"--unmatched is echo, ignore, close or fail, not \"{text}\".");
                return null;
        }
    }

    private static int? ParseLimit(ArgumentResult result, string unit, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 && limit <= most)
        {
            return limit;
        }

        result.AddError($"{((OptionResult)result.Parent!).Option.Name} is a number of {unit} from 1 to {most}, not \"{text}\".");
        return null;
    }

    private static LogFormat ParseLog(ArgumentResult result)
    {
        switch (result.Tokens[0].Value)
        {
            case "text":
                return LogFormat.Text;
            case "json":
                return LogFormat.Json;
            case var text:
                result.AddError($"--log is text or json, not \"{text}\".");
                return default;
        }
    }

    private static int? ParseSeed(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
        {
            return seed;
        }

        result.AddError($"--seed is a whole number from {int.MinValue} to {int.MaxValue}, not \"{text}\".");
        return null;
    }

    // What looks like an option and is none would be taken for a file.
    private static void RefuseOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"Unrecognized command or argument '{token.Value}'.");
        }
    }
}
