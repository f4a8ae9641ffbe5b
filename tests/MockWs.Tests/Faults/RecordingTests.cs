using MockWs.Faults;
using MockWs.Language;
using MockWs.Recording;
using MockWs.Tests.Configuration.Words;
using MockWs.Tests.Faults.Tls;
using MockWs.Tests.Server;

namespace MockWs.Tests.Faults;

/// <summary>Nobody takes a fault for a mistake of the server: each is in the journal under its name, whichever it is.</summary>
[CancelAfter(60_000)]
public class RecordingTests
{
    private static IEnumerable<TestCaseData> Faults =>
        from word in FaultWords.All.Words
        from example in word.Examples
        let fault = Examples.Read(FaultWords.All, word, example).Options.Faults[0].Fault
        let at = MomentOf(fault)
        where at is not null
        select new TestCaseData(fault, at).SetArgDisplayNames($"{word.Name} {example}");

    [TestCaseSource(nameof(Faults))]
    public async Task It_is_recorded_as_what_it_is(Fault fault, object at)
    {
        var isOfTls = fault.Needs.HasFlag(Capabilities.Tls);
        await using var server = await Misbehaving.StartAsync(
            mock => (isOfTls ? mock.ListenOn("wss://127.0.0.1:0") : mock).Fault(fault, (Moment)at).At("/raw"), overTcp: true);
        var client = isOfTls ? await ConnectSecurelyAsync(server.Server) : await server.ConnectAsync();

        // A message, a ping and a close frame right behind the request, whichever the fault waits for: what it does may leave no chance for them later.
        var answer = client.HandshakeAsync(glued: Convert.FromHexString("8182000000006869" + "898000000000" + "88820000000003E8"));

        var entry = await server.Server.Journal.WaitForAsync(entry => entry.Kind == JournalEntryKind.Fault);
        entry.Text.Should().Be(fault.ToString()).And.StartWith($"{fault.Name}: ");
        client.Dispose();
        await answer.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static async Task<Stream> ConnectSecurelyAsync(MockWsServer server)
    {
        var client = await TlsClient.ConnectAsync(server);
        await client.AuthenticateAsync(server);
        return client.Tls;
    }

    /// <summary>Its own moment, or a message where by itself it happens before there is a client; null where it can only happen before.</summary>
    private static Moment? MomentOf(Fault fault) => fault.Default.Kind switch
    {
        Moments.Handshake or Moments.Open or Moments.Sent or Moments.Close => fault.Default,
        _ when fault.Moments.HasFlag(Moments.Message) => At.Message(1),
        _ => null,
    };
}
