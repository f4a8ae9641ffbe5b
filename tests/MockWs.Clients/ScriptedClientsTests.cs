namespace MockWs.Clients;

/// <summary>Clients of other languages, each of which checks what it gets back and says so.</summary>
[CancelAfter(60_000)]
internal sealed class ScriptedClientsTests
{
    [TestCase("plain", false)]
    [TestCase("deflate", false)]
    [TestCase("plain", true)]
    [TestCase("deflate", true)]
    public async Task Npm_ws_gets_back_what_it_sends(string compression, bool isSecure) =>
        await ExpectEchoAsync($"/npm/{compression}/{isSecure}", compression, isSecure, arguments => Programs.RunNodeAsync("ws", "echo.mjs", arguments));

    [TestCase("plain", false)]
    [TestCase("deflate", false)]
    [TestCase("plain", true)]
    [TestCase("deflate", true)]
    public async Task Python_websockets_gets_back_what_it_sends(string compression, bool isSecure) =>
        await ExpectEchoAsync($"/python/{compression}/{isSecure}", compression, isSecure, arguments => Programs.RunPythonAsync("echo.py", arguments));

    private static async Task ExpectEchoAsync(string path, string compression, bool isSecure, Func<string[], Task<string>> run)
    {
        var url = new Uri(isSecure ? SharedTool.SecureUrl : SharedTool.Url, path).ToString();
        var printed = await run(isSecure ? [url, compression, SharedTool.CertificatePath] : [url, compression]);
        var isCompressed = compression == "deflate";
        printed.Should().Be(Conversation.Printed(isCompressed));
        await Conversation.ExpectLogAsync(path, isCompressed);
    }
}
