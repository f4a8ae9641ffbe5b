using System.Security.Cryptography;

namespace MockWs.Server.Hosting;

/// <summary>What the tool says when it is ready. Scripts wait for these lines, so they stay the same in a terminal and in a file.</summary>
internal static class Announcement
{
    /// <param name="endpoints">Where it listens.</param>
    /// <param name="generated">The server, if its certificate was made for this run.</param>
    public static void Write(IReadOnlyList<Endpoint> endpoints, MockWsServer? generated)
    {
        foreach (var endpoint in endpoints)
        {
            Console.Out.WriteLine($"Listening on {endpoint.Url}, with a page at {endpoint.PageUrl}");
        }

        if (generated is not null && endpoints.Any(endpoint => endpoint.Address.IsSecure))
        {
            var fingerprint = generated.Certificate.GetCertHash(HashAlgorithmName.SHA256);
            Console.Out.WriteLine($"The certificate was made for this run; its SHA-256 is {Convert.ToHexStringLower(fingerprint)}");
        }

        Console.Out.WriteLine("Ctrl+C stops it.");
    }
}
