using Microsoft.AspNetCore.Http;

namespace MockWs.Server.Pages;

/// <summary>What a browser gets that asks for no WebSocket: the page at <c>/</c>, and a sentence everywhere else.</summary>
internal static class Page
{
    private static readonly Lazy<byte[]> Html = new(Read);

    public static Task AnswerAsync(HttpContext context)
    {
        // Only the first request of a connection can become a WebSocket, so each request has a connection of its own.
        context.Response.Headers.Connection = "close";
        var (method, path) = (context.Request.Method, context.Request.Path.Value);
        if (path != "/")
        {
            return SayAsync(context, StatusCodes.Status404NotFound, "There is nothing here. The page is at /; WebSocket clients may connect to any path.");
        }

        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return SayAsync(context, StatusCodes.Status405MethodNotAllowed, $"The page can be had with GET, not with {method}.");
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return SendAsync(context, Html.Value);
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return SendAsync(context, System.Text.Encoding.UTF8.GetBytes($"{sentence}\n"));
    }

    private static Task SendAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }

    private static byte[] Read()
    {
        using var resource = typeof(Page).Assembly.GetManifestResourceStream("index.html")!;
        using var bytes = new MemoryStream();
        resource.CopyTo(bytes);
        return bytes.ToArray();
    }
}
