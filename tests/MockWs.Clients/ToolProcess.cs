using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace MockWs.Clients;

/// <summary>The <c>mockws</c> tool as a process of its own, as a user starts it.</summary>
internal sealed class ToolProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly StringBuilder _errorText = new();
    private readonly Task _reading;
    private readonly Task<string> _errors;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ToolProcess(Process process)
    {
        _process = process;
        _errors = ReadErrorsAsync();
        _reading = ReadAsync();
    }

    /// <summary>What it wrote up to now.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>The tool as somebody else started it.</summary>
    public static ToolProcess Of(Process process) => new(process);

    /// <summary>The program that runs <see cref="Tool"/>.</summary>
    public static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The tool's assembly.</summary>
    public static string Tool => Path.Combine(AppContext.BaseDirectory, "MockWs.Server.dll");

    public static ToolProcess Start(params string[] arguments) => Start(input: null, arguments);

    /// <summary>Starts it with what it is to read; null leaves it the input of the tests.</summary>
    public static ToolProcess Start(string? input, string[] arguments) => Start(input, [], arguments);

    /// <summary>Starts it with variables of the environment beside those of the tests.</summary>
    public static ToolProcess Start(IEnumerable<(string Name, string Value)> environment, params string[] arguments) => Start(null, environment, arguments);

    private static ToolProcess Start(string? input, IEnumerable<(string Name, string Value)> environment, string[] arguments)
    {
        var start = new ProcessStartInfo(Host, [Tool, .. arguments])
        {
            RedirectStandardInput = input is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (input is not null)
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }

        return new ToolProcess(process);
    }

    /// <summary>The URL that it says it listens on.</summary>
    public async Task<Uri> UrlAsync(string scheme) =>
        new((await LineAsync($"^Listening on ({scheme}://[^,]+),")).Groups[1].Value);

    /// <summary>Waits for a line that matches; the test's own time limit ends the wait.</summary>
    public async Task<Match> LineAsync(string pattern)
    {
        while (true)
        {
            var (changed, ended) = (_changed.Task, _reading.IsCompleted);
            if (Lines.Select(line => Regex.Match(line, pattern)).FirstOrDefault(match => match.Success) is { } found)
            {
                return found;
            }

            if (ended)
            {
                throw new InvalidOperationException($"It ended without a line like {pattern}: {string.Join('\n', Lines)}\n{await _errors}");
            }

            await changed.WaitAsync(TestContext.CurrentContext.CancellationToken);
        }
    }

    /// <summary>Waits until its error output has a text; the test's own time limit ends the wait.</summary>
    public async Task ErrorAsync(string text)
    {
        while (true)
        {
            var (changed, ended) = (_changed.Task, _errors.IsCompleted);
            if (Errors().Contains(text, StringComparison.Ordinal))
            {
                return;
            }

            if (ended)
            {
                throw new InvalidOperationException($"It ended without the error \"{text}\": {Errors()}");
            }

            await changed.WaitAsync(TestContext.CurrentContext.CancellationToken);
        }
    }

    /// <summary>Asks it to stop, as an init system or a container does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Asks it to stop, as Ctrl+C does.</summary>
    public Task InterruptAsync() => SignalAsync("INT");

    /// <summary>Waits for its end.</summary>
    public async Task<(int ExitCode, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.CurrentContext.CancellationToken);
        await _reading;
        return (_process.ExitCode, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        await _reading;
        _process.Dispose();
    }

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }

            Change();
        }

        Change();
    }

    private async Task<string> ReadErrorsAsync()
    {
        var buffer = new char[1000];
        while (await _process.StandardError.ReadAsync(buffer) is var count and > 0)
        {
            lock (_errorText)
            {
                _errorText.Append(buffer, 0, count);
            }

            Change();
        }

        Change();
        return Errors();
    }

    private string Errors()
    {
        lock (_errorText)
        {
            return _errorText.ToString();
        }
    }

    private void Change() =>
        Interlocked.Exchange(ref _changed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
}
