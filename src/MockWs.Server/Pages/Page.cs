using Microsoft.AspNetCore.Http;

namespace MockWs.Server.Pages;

/// <summary>
/// What a browser gets that asks for no WebSocket: the console at <c>/</c> and <c>/__mockws/</c>, its files below <c>/__mockws/console/</c>, and
/// a sentence everywhere else.
/// </summary>
internal static class Page
{
    private const string Root = "/__mockws/";
    private const string Folder = Root + "console/";

    // Nothing of another origin, nothing inline, and no page may frame it: what clients send is shown here. The WebSocket clients have another port
    // where the API has one of its own.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Serves the console; what it does not have is for others.</summary>
    public static Task ServeAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        if (path == Root.TrimEnd('/'))
        {
            context.Response.Redirect(Root, permanent: false);
            return Task.CompletedTask;
        }

        var file = path is "/" or Root ? PageFile.Index : path.StartsWith(Folder, StringComparison.Ordinal) ? PageFile.Find(path[Folder.Length..]) : null;
        return file is null ? next(context) : SendAsync(context, file);
    }

    /// <summary>Says that there is nothing.</summary>
    public static Task SayNothingIsHereAsync(HttpContext context) =>
        SayAsync(context, StatusCodes.Status404NotFound, "There is nothing here. The page is at /; WebSocket clients may connect to any path.");

    private static Task SendAsync(HttpContext context, PageFile file)
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = "GET, HEAD";
            return SayAsync(context, StatusCodes.Status405MethodNotAllowed, $"The page can be had with GET, not with {method}.");
        }

        context.Response.GetTypedHeaders().ETag = file.Tag;
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(tag => tag.Compare(file.Tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        context.Response.ContentType = file.ContentType;
        return WriteAsync(context, file.Content);
    }

    private static Task SayAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return WriteAsync(context, System.Text.Encoding.UTF8.GetBytes($"{sentence}\n"));
    }

    private static Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(body).AsTask();
    }
}
