using MockWs.Recording;

namespace MockWs.Expectations;

/// <summary>What an expectation came to. Immutable.</summary>
public sealed class Verdict
{
    private readonly Func<string, string, string> _compose;

    internal Verdict(Finding finding, Func<string, string, string> compose) => (Finding, _compose) = (finding, compose);

    /// <summary>Whether it was met.</summary>
    public bool Holds => Finding.Holds;

    /// <summary>The entries that met it, in their order, even if they were too few or too many.</summary>
    public IReadOnlyList<JournalEntry> Entries => Finding.Entries;

    internal Finding Finding { get; }

    /// <summary>
    /// What to say where it was not met: what was expected, what there was, the nearest entry with its differences, and the transcript around
    /// it, on no more lines than a screen has.
    /// </summary>
    /// <param name="subject">Who it is about. Default: the server.</param>
    /// <param name="because">Why it was expected, with the word "because"; empty for no reason.</param>
    public string Explain(string subject = "the server", string because = "") => _compose(subject, because);
}
