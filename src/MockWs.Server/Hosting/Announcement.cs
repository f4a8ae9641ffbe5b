using System.Security.Cryptography;
using MockWs.Server.Admin;

namespace MockWs.Server.Hosting;

/// <summary>What the tool says when it is ready. Scripts wait for these lines, so they stay the same in a terminal and in a file.</summary>
internal static class Announcement
{
    /// <param name="tool">The tool, which serves already.</param>
    /// <param name="isGenerated">Whether a certificate, if there is one, was made for this run.</param>
    public static void Write(RunningTool tool, bool isGenerated)
    {
        foreach (var endpoint in tool.Endpoints)
        {
            Console.Out.WriteLine($"Listening on {endpoint.Url}, with a page at {endpoint.PageUrl}");
        }

        if (tool.ApiEndpoint is { } api && !tool.Endpoints.Contains(api))
        {
            Console.Out.WriteLine($"The API is at {new Uri(api.PageUrl, ApiSettings.Root)}");
        }

        if (isGenerated && tool.Endpoints.Any(endpoint => endpoint.Address.IsSecure))
        {
            var fingerprint = tool.Server.Certificate.GetCertHash(HashAlgorithmName.SHA256);
            Console.Out.WriteLine($"The certificate was made for this run; its SHA-256 is {Convert.ToHexStringLower(fingerprint)}");
        }

        Console.Out.WriteLine("Ctrl+C stops it.");
    }
}
