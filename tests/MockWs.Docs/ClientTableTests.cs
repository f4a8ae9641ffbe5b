using MockWs.Language;

namespace MockWs.Docs;

/// <summary>The page that <c>scripts/client-table</c> writes is as old as the youngest fault.</summary>
internal sealed class ClientTableTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs/client-table.md"));

    // Whether a client refuses a certificate depends on whom it trusts, not on the client.
    private static IEnumerable<string> Faults => FaultWords.All.Words.Except(TlsFaultWords.All).Select(word => word.Name);

    [TestCaseSource(nameof(Faults))]
    public void A_fault_has_a_row_with_what_each_client_does(string fault) =>
        Page.Should().Contain($"\n| `{{ \"{fault}\": ", "scripts/client-table writes a row for each fault");
}
