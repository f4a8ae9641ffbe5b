using System.Text.Json;
using Microsoft.Extensions.Configuration;
using MockWs.Behaviours;
using MockWs.Behaviours.Templates;

namespace MockWs.Configuration;

/// <summary>
/// A value of a scenario. What is wrong with it is noted in the report, and whoever asked is given nothing and goes on: so all errors are
/// found at once.
/// </summary>
internal sealed class ScenarioNode(IConfiguration section, ScenarioReport report)
{
    private Mark? _mark;

    /// <summary>The key in the object, or the index in the list.</summary>
    public string Key => (section as IConfigurationSection)?.Key ?? "";

    /// <summary>The value as text; null for an object or a list.</summary>
    public string? Value => (section as IConfigurationSection)?.Value;

    /// <summary>What is known of the value beside its text; null if nothing is.</summary>
    public Mark? Mark => _mark ??= report.Find(Path);

    /// <summary>The values in it, if it is an object or a list.</summary>
    public IEnumerable<ScenarioNode> Children => section.GetChildren().Select(child => new ScenarioNode(child, report));

    private string Path => (section as IConfigurationSection)?.Path ?? "";

    /// <summary>Whether an error was noted for this very value.</summary>
    public bool IsWrong => report.IsWrong(Path);

    /// <summary>Notes an error.</summary>
    public void Wrong(string what) => report.Wrong(Path, what);

    /// <summary>The members of the value, which is an object whose names are the author's own.</summary>
    /// <param name="value">The value.</param>
    /// <param name="json">The value as it stands in the file.</param>
    public IReadOnlyList<ScenarioEntry> EntriesOf(JsonElement value, string json) => ScenarioEntry.Of(report, Path, value, json);

    /// <summary>Notes what is hardly meant.</summary>
    public void Warn(string what) => report.Warn(Path, what);

    /// <summary>Notes that the key is none of those that there are.</summary>
    public void Unknown(IReadOnlyCollection<string> known)
    {
        var suggestion = NearestName.Suggestion(Key, known);
        var hint = suggestion.Length > 0 ? suggestion : $"; there are {string.Join(", ", known)}";
        report.Wrong(Path, $"unknown key {JsonText.Quote(Key)}{hint}", mark => mark.Key);
    }

    /// <summary>The members of an object by name, in any case; unknown ones are errors. Empty if it is no object.</summary>
    public IReadOnlyDictionary<string, ScenarioNode> Members(params string[] known)
    {
        var members = new Dictionary<string, ScenarioNode>(StringComparer.OrdinalIgnoreCase);
        if (!this.IsObject())
        {
            this.WrongKind($"an object with {string.Join(", ", known)}");
            return members;
        }

        foreach (var child in Children)
        {
            if (known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            {
                members.Add(child.Key, child);
            }
            else
            {
                child.Unknown(known);
            }
        }

        return members;
    }

    /// <summary>The member of that name, which has to be there.</summary>
    /// <param name="members">What <see cref="Members"/> gave.</param>
    /// <param name="name">The name.</param>
    public ScenarioNode? Required(IReadOnlyDictionary<string, ScenarioNode> members, string name)
    {
        if (members.TryGetValue(name, out var member))
        {
            return member;
        }

        if (this.IsObject())
        {
            Wrong($"needs {JsonText.Quote(name)}");
        }

        return null;
    }

    /// <summary>Calls the builder; what it says against the value is an error of the scenario.</summary>
    /// <param name="build">The call.</param>
    /// <param name="isJson">Whether it is given the JSON text as it stands in the file, so that places in it are places in the file.</param>
    /// <returns>What the builder made; null if it refused.</returns>
    public T? Try<T>(Func<T> build, bool isJson = false)
        where T : class
    {
        try
        {
            return build();
        }
        catch (TemplateSyntaxException e) when (isJson)
        {
            report.Wrong(Path, e.Problem, mark => mark.Value is { } start ? new Place(e.Line, e.Column).After(start) : null);
        }
        catch (Exception e) when (IsAgainstValue(e))
        {
            report.Wrong(Path, What(e));
        }

        return null;
    }

    /// <summary>Whether a builder throws this for a value that it does not take.</summary>
    public static bool IsAgainstValue(Exception e) => e is FormatException or ArgumentException or IOException or UnauthorizedAccessException;

    /// <summary>What a builder says against a value, as an error of a scenario.</summary>
    public static string What(Exception e) => e is TemplateSyntaxException ? $"the template is wrong at {e.Message}" : OneLine(e.Message);

    /// <summary>What a builder says, as an error of a scenario: its exceptions name the parameter too, which a scenario has not.</summary>
    public static string OneLine(string message)
    {
        var parameter = message.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? message : message[..parameter]).ReplaceLineEndings(" ");
    }
}
