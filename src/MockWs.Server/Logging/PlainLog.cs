using MockWs.Behaviours.Matching;
using MockWs.Recording;
using MockWs.Server.Admin;

namespace MockWs.Server.Logging;

/// <summary>Lines of text. Scripts wait for those of the start, so they are the same in a terminal and in a file.</summary>
internal class PlainLog : LogOutput
{
    public override void Listening(Uri url, Uri page) => Console.Out.WriteLine($"Listening on {url}, with a page at {page}");

    public override void ApiAt(Uri url) => Console.Out.WriteLine($"The API is at {new Uri(url, ApiSettings.Root)}");

    public override void CertificateMade(string sha256) => Console.Out.WriteLine($"The certificate was made for this run; its SHA-256 is {sha256}");

    public override void Ready() => Console.Out.WriteLine("Ctrl+C stops it.");

    public override void Missed(long entries) => Console.Out.WriteLine($"({entries} entries came and went faster than they could be written)");

    public override void Verified(Verification verification)
    {
        if (verification.IsMet)
        {
            Console.Out.WriteLine(
                $"All is as the scenario expects: {Words.Count(verification.Rules.Count, "rule")} with an expectation, "
                + $"{Words.Count(verification.ScriptsCompleted, "script")} gone through, no unmatched message, no error");
        }
    }

    protected override void Write(LogLine line, JournalEntry entry) => Console.Out.WriteLine(line.ToString());
}
