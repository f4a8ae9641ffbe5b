using System.Security.Cryptography;
using MockWs.Server.Logging;

namespace MockWs.Server.Hosting;

/// <summary>What the tool says when it is ready.</summary>
internal static class Announcement
{
    /// <param name="tool">The tool, which serves already.</param>
    /// <param name="isGenerated">Whether a certificate, if there is one, was made for this run.</param>
    /// <param name="output">Where it is said.</param>
    public static void Write(RunningTool tool, bool isGenerated, LogOutput output)
    {
        foreach (var endpoint in tool.Endpoints)
        {
            output.Listening(endpoint.Url, endpoint.PageUrl);
        }

        if (tool.ApiEndpoint is { } api && !tool.Endpoints.Contains(api))
        {
            output.ApiAt(api.PageUrl);
        }

        if (isGenerated && tool.Endpoints.Any(endpoint => endpoint.Address.IsSecure))
        {
            output.CertificateMade(Convert.ToHexStringLower(tool.Server.Certificate.GetCertHash(HashAlgorithmName.SHA256)));
        }

        output.Ready();
    }
}
