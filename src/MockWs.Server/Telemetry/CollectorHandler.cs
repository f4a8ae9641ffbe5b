namespace MockWs.Server.Telemetry;

/// <summary>Says once on the error output why what is sent does not reach the collector. The mock goes on, and so does the sending.</summary>
internal sealed class CollectorHandler(Collector collector) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private int _said;

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Check(base.Send(request, cancellationToken));
        }
        catch (Exception e)
        {
            Say(e);
            throw;
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Check(await base.SendAsync(request, cancellationToken));
        }
        catch (Exception e)
        {
            Say(e);
            throw;
        }
    }

    /// <summary>An error of gRPC stands in a header of an answer that is fine for HTTP.</summary>
    private HttpResponseMessage Check(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            Say($"it answers {(int)answer.StatusCode} to {answer.RequestMessage!.RequestUri!.AbsolutePath}");
        }
        else if (answer.Headers.TryGetValues("grpc-status", out var status) && status.First() is not "0" and var code)
        {
            Say($"it answers with the gRPC status {code}");
        }

        return answer;
    }

    private void Say(Exception e) => Say(e is OperationCanceledException ? "it did not answer in time" : e.GetBaseException().Message);

    private void Say(string why)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0)
        {
            Console.Error.WriteLine(
                $"mockws: metrics and traces do not reach the collector {collector.Endpoint} ({collector.Protocol}): {why}. "
                + $"{Collector.EndpointVariable} says where it is, {Collector.ProtocolVariable}={collector.OtherProtocol} takes the other protocol. This is said once.");
        }
    }
}
