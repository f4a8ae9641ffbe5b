using System.Security.Cryptography.X509Certificates;

namespace MockWs.Clients;

/// <summary>One tool for all clients: the echo over <c>ws://</c> and <c>wss://</c>, with a certificate that clients are told to trust.</summary>
[SetUpFixture]
internal sealed class SharedTool
{
    private static readonly DirectoryInfo Folder = Directory.CreateTempSubdirectory("mockws-clients-");

    public static ToolProcess Process { get; private set; } = null!;

    public static Uri Url { get; private set; } = null!;

    public static Uri SecureUrl { get; private set; } = null!;

    public static X509Certificate2 Certificate { get; private set; } = null!;

    public static string CertificatePath => Path.Combine(Folder.FullName, "certificate.pem");

    public static string KeyPath => Path.Combine(Folder.FullName, "key.pem");

    /// <summary>The URL of a page for browsers.</summary>
    public static Uri PageOf(Uri url) => new UriBuilder(url) { Scheme = url.Scheme.Replace("ws", "http", StringComparison.Ordinal) }.Uri;

    [OneTimeSetUp]
    [CancelAfter(30_000)]
    public async Task StartAsync()
    {
        await using (var server = await MockWsServer.StartAsync(mock => mock.InMemory()))
        {
            using var key = server.Certificate.GetECDsaPrivateKey()!;
            Certificate = X509CertificateLoader.LoadCertificate(server.Certificate.RawData);
            await File.WriteAllTextAsync(CertificatePath, server.Certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(KeyPath, key.ExportPkcs8PrivateKeyPem());
        }

        Process = ToolProcess.Start("--url", "ws://localhost:0", "--url", "wss://localhost:0", "--cert", CertificatePath, "--key", KeyPath);
        Url = await Process.UrlAsync("ws");
        SecureUrl = await Process.UrlAsync("wss");
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await Process.DisposeAsync();
        Certificate.Dispose();
        Folder.Delete(recursive: true);
    }
}
