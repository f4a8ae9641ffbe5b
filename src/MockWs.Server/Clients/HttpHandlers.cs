namespace MockWs.Server.Clients;

/// <summary>Makes what clients of the command line speak HTTP through.</summary>
internal static class HttpHandlers
{
    /// <param name="url">Whom is talked to; no proxy stands before this machine.</param>
    /// <param name="isInsecure">Whether any certificate is taken.</param>
    public static HttpClientHandler Create(Uri url, bool isInsecure)
    {
        var handler = new HttpClientHandler { UseProxy = !url.IsLoopback };
        if (isInsecure)
        {
            handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        }

        return handler;
    }
}
