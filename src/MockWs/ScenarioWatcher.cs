using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.FileProviders.Physical;
using Microsoft.Extensions.Primitives;

namespace MockWs;

/// <summary>What is to be watched.</summary>
/// <param name="Paths">Whole paths of files and folders.</param>
/// <param name="Stamp">How they were before they were read.</param>
/// <param name="Tell">Is told what became of each change.</param>
internal sealed record WatchedScenario(IReadOnlyList<string> Paths, string Stamp, Action<ScenarioReload> Tell)
{
    public static WatchedScenario Of(IReadOnlyList<string> paths, Action<ScenarioReload> tell)
    {
        var whole = paths.Select(Path.GetFullPath).ToList();
        return new WatchedScenario(whole, StampOf(whole), tell);
    }

    /// <summary>Differs after the files have changed.</summary>
    public static string StampOf(IEnumerable<string> paths) => string.Join('\n', paths.SelectMany(Files).Select(file => string.Create(
        CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)} {(file.Exists ? file.Length : 0)}")));

    private static IEnumerable<FileInfo> Files(string path) =>
        Directory.Exists(path) ? new DirectoryInfo(path).EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal) : [new FileInfo(path)];
}

/// <summary>Reads a scenario again when one of its files has changed, and tells what became of it. Safe for concurrent use.</summary>
internal sealed class ScenarioWatcher : IDisposable
{
    /// <summary>A file is written in several steps; it is read when nothing has happened for so long, in real time as files change.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly List<IDisposable> _watching = [];
    private readonly Lock _lock = new();
    private readonly Lock _reloading = new();
    private readonly ITimer _timer;
    private bool _isDisposed;

    /// <param name="scenario">What is watched.</param>
    /// <param name="reload">Reads it again.</param>
    public ScenarioWatcher(WatchedScenario scenario, Func<ScenarioReload> reload)
    {
        _timer = TimeProvider.System.CreateTimer(_ => Reload(scenario, reload), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        foreach (var path in scenario.Paths)
        {
            Watch(path);
        }

        // What changed between the reading and this has made no event.
        if (WatchedScenario.StampOf(scenario.Paths) != scenario.Stamp)
        {
            Changed();
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
        }

        // Not under the lock: this waits for a change that is being told of, which waits for the lock.
        _watching.ForEach(watching => watching.Dispose());
        _timer.Dispose();
    }

    private void Watch(string path)
    {
        var (folder, filter) = Directory.Exists(path) ? (path, "*.json") : (Path.GetDirectoryName(path)!, Path.GetFileName(path));
        var files = new PhysicalFileProvider(folder, ExclusionFilters.None);
        _watching.Add(ChangeToken.OnChange(() => files.Watch(filter), Changed));
        _watching.Add(files);
    }

    private void Changed()
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private void Reload(WatchedScenario scenario, Func<ScenarioReload> reload)
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }
        }

        // What was read last has to be what is used last.
        lock (_reloading)
        {
            scenario.Tell(reload());
        }
    }
}
