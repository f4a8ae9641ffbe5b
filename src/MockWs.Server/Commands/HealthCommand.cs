using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using MockWs.Server.Admin;
using MockWs.Server.Clients;

namespace MockWs.Server.Commands;

/// <summary><c>mockws health [URL]</c>: asks a running tool how it is, so that a container needs no other program for its health check.</summary>
internal static class HealthCommand
{
    private const string About =
        """
        Ask a running mockws how it is. Exit code 0 if it is well, 1 if it is not or does not answer.

        Examples:
          mockws health                          asks http://localhost:8080
          mockws health https://localhost:8443 --insecure
        """;

    public static Command Create()
    {
        var url = new Argument<Uri>("URL")
        {
            Description = $"Where it listens; ws:// and wss:// are taken too. Default: http://localhost:{ServeSettings.DefaultPort}.",
            CustomParser = ParseUrl,
            DefaultValueFactory = _ => new Uri($"http://localhost:{ServeSettings.DefaultPort}"),
        };
        var insecure = new Option<bool>("--insecure") { Description = "Take any certificate of https://." };
        var timeout = new Option<TimeSpan>("--timeout")
        {
            Description = "How long the answer may take, such as 00:00:02 or 2.5. Default: 2 s.",
            HelpName = "TIME",
            CustomParser = DurationOption.Parse,
            DefaultValueFactory = _ => TimeSpan.FromSeconds(2),
        };
        var command = new Command("health", About) { url, insecure, timeout };
        command.SetAction(async (parsed, cancellation) =>
            (int)await RunAsync(parsed.GetRequiredValue(url), parsed.GetValue(insecure), parsed.GetValue(timeout), cancellation));
        return command;
    }

    private static async Task<ExitCode> RunAsync(Uri url, bool isInsecure, TimeSpan timeout, CancellationToken cancellation)
    {
        using var http = new HttpClient(HttpHandlers.Create(url, isInsecure)) { Timeout = timeout };
        try
        {
            using var answer = await http.GetAsync(new Uri(url, $"{ApiSettings.Root}/health"), cancellation);
            var text = await answer.Content.ReadAsStringAsync(cancellation);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                await Console.Out.WriteLineAsync(text);
                return ExitCode.Stopped;
            }

            throw new StartupException(ExitCode.Failed, $"{url} is not well: {(int)answer.StatusCode} {text.Trim()}");
        }
        catch (HttpRequestException e)
        {
            throw new StartupException(ExitCode.Failed, $"{url} does not answer: {e.GetBaseException().Message}", e);
        }
        catch (TaskCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new StartupException(ExitCode.Failed, $"{url} does not answer within {timeout.TotalSeconds:0.###} s.", e);
        }
    }

    private static Uri? ParseUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text.Contains("://", StringComparison.Ordinal) ? text : $"http://{text}", UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" or "ws" or "wss")
        {
            return new UriBuilder(url) { Scheme = url.Scheme is "https" or "wss" ? Uri.UriSchemeHttps : Uri.UriSchemeHttp }.Uri;
        }

        result.AddError($"\"{text}\" is no URL of a mockws, such as http://localhost:8080.");
        return null;
    }
}
