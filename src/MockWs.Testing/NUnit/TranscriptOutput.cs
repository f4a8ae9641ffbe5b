using MockWs.Recording;
using NUnit.Framework;

namespace MockWs.Testing;

/// <summary>Shows the transcripts of a test's servers with the test's result.</summary>
internal static class TranscriptOutput
{
    private const int MostLines = 200;

    /// <summary>Writes transcripts to the output of the test that is running.</summary>
    /// <param name="journals">What each server recorded.</param>
    /// <param name="isFile">Whether the whole is kept in a file that is attached to the test.</param>
    public static void Show(IReadOnlyList<IEnumerable<JournalEntry>> journals, bool isFile)
    {
        var whole = new StringWriter();
        foreach (var journal in journals)
        {
            var entries = journal.ToList();
            var left = entries.Count - MostLines;
            TestContext.Out.WriteLine(
                entries.Count == 0 ? "Nothing was recorded." : $"What was recorded{(left > 0 ? $", without the first {left} entries" : "")}:");
            TestContext.Out.Write(Transcript.Print(left > 0 ? entries.Skip(left) : entries));
            whole.Write(Transcript.Print(entries));
        }

        if (isFile)
        {
            Attach(whole.ToString());
        }
    }

    private static void Attach(string transcript)
    {
        var test = TestContext.CurrentContext.Test;
        var folder = Directory.CreateDirectory(Path.Combine(TestContext.CurrentContext.WorkDirectory, "transcripts")).FullName;
        var name = string.Concat((test.MethodName ?? test.Name).Select(c => char.IsLetterOrDigit(c) ? c : '_'));
        var path = Path.Combine(folder, $"{name[..Math.Min(name.Length, 100)]}.{test.ID}.txt");
        File.WriteAllText(path, transcript);
        TestContext.AddTestAttachment(path, "What the mock server recorded");
    }
}
