using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using MockWs.Behaviours.Matching;

namespace MockWs.Configuration;

/// <summary>Gathers the errors of a scenario, and knows where its values came from.</summary>
internal sealed class ScenarioReport(IConfiguration configuration)
{
    private readonly List<(Mark? Mark, string Path, string? Member, string What)> _errors = [];
    private readonly List<(Mark? Mark, string Path, string? Member, string What)> _warnings = [];

    // The last provider that has a value gives it.
    private readonly IReadOnlyList<IConfigurationProvider> _providers = configuration is IConfigurationRoot root ? [.. root.Providers.Reverse()] : [];

    /// <summary>What is not wrong, and hardly meant, each on one line like the errors.</summary>
    public IReadOnlyList<string> Warnings => Lines(_warnings, "warning: ");

    /// <summary>What is known of a value beside its text; null if nothing is.</summary>
    public Mark? Find(string path)
    {
        foreach (var provider in _providers)
        {
            if (provider is IMarkedProvider file && file.Marks.TryGetValue(path, out var mark))
            {
                return mark;
            }

            if (path.Length > 0 && provider.TryGet(path, out _))
            {
                return new Mark(provider is EnvironmentVariablesConfigurationProvider ? "environment" : "");
            }
        }

        return null;
    }

    /// <summary>Notes an error.</summary>
    /// <param name="path">The value that is wrong.</param>
    /// <param name="what">What is wrong, on one line.</param>
    /// <param name="within">Where exactly, if not at the start of the value.</param>
    /// <param name="member">The member of the value, if only that is wrong and its name is the author's own.</param>
    public void Wrong(string path, string what, Func<Mark, Place?>? within = null, string? member = null)
    {
        var mark = Find(path);
        _errors.Add((mark is null ? null : mark with { Value = within?.Invoke(mark) ?? mark.Value }, path, member, what));
    }

    /// <summary>Notes what is hardly meant.</summary>
    public void Warn(string path, string what) => _warnings.Add((Find(path), path, null, what));

    /// <summary>Whether an error was noted for this very value.</summary>
    public bool IsWrong(string path) => _errors.Exists(error => error.Path == path);

    /// <exception cref="ScenarioException">There were errors.</exception>
    public void ThrowIfWrong()
    {
        if (_errors.Count > 0)
        {
            throw new ScenarioException(Lines(_errors, ""));
        }
    }

    private static IReadOnlyList<string> Lines(IEnumerable<(Mark? Mark, string Path, string? Member, string What)> notes, string kind) =>
    [
        .. notes
            .OrderBy(note => note.Mark?.Source ?? "", StringComparer.Ordinal)
            .ThenBy(note => note.Mark?.Value?.Line)
            .ThenBy(note => note.Mark?.Value?.Column)
            .Select(note => $"{Where(note.Mark)}{kind}{Show(note.Mark, note.Path, note.Member)}: {note.What}"),
    ];

    // A person looks for the endpoint in its own file.
    private static string Show(Mark? mark, string path, string? member)
    {
        var shown = ConfigurationPaths.Show(ConfigurationPaths.MoveEndpoint(path, -(mark?.EndpointsBefore ?? 0)));
        return member is null ? shown : JsonDifference.Member(shown, member);
    }

    private static string Where(Mark? mark) => mark is null or { Source: "" } ? "" : $"{mark.Source}{mark.Value}: ";
}
