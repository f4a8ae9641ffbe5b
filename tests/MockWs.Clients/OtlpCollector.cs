using System.Buffers.Binary;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace MockWs.Clients;

/// <summary>A collector of OpenTelemetry that takes what is posted (OTLP over HTTP with Protocol Buffers), and reads what a test wants of it.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<(string Path, string? Authorization, byte[] Body)> _posts = Channel.CreateUnbounded<(string, string?, byte[])>();
    private readonly List<(string Path, string? Authorization, byte[] Body)> _seen = [];

    private OtlpCollector(int status)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _posts.Writer.TryWrite((context.Request.Path, context.Request.Headers.Authorization, body.ToArray()));
            context.Response.StatusCode = status;
        });
    }

    public Uri Url => new(_app.Urls.First());

    public static async Task<OtlpCollector> StartAsync(int status = 200)
    {
        var collector = new OtlpCollector(status);
        await collector._app.StartAsync();
        return collector;
    }

    /// <summary>Waits for a post to a path that holds what is asked for, be it of before or to come; the test's own time limit ends the wait.</summary>
    /// <returns>What the Authorization header said.</returns>
    public async Task<string?> PostAsync(string path, Predicate<byte[]> holds)
    {
        for (var i = 0; ; i++)
        {
            if (i == _seen.Count)
            {
                _seen.Add(await _posts.Reader.ReadAsync(TestContext.CurrentContext.CancellationToken));
            }

            if (_seen[i].Path == path && holds(_seen[i].Body))
            {
                return _seen[i].Authorization;
            }
        }
    }

    /// <summary>Whether bytes hold a text, as names, texts and attributes are written.</summary>
    public static bool Holds(byte[] body, string text) => body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    /// <summary>The value of a counter whose attributes hold all these values; null if there is none.</summary>
    public static long? Counter(byte[] body, string name, params string[] attributes)
    {
        // ExportMetricsServiceRequest.resource_metrics.scope_metrics.metrics: name, sum.data_points: as_int, attributes
        foreach (var metric in Fields(body, 1).SelectMany(resource => Fields(resource, 2)).SelectMany(scope => Fields(scope, 2)))
        {
            if (Encoding.UTF8.GetString(Fields(metric, 1).Single()) == name)
            {
                return Fields(metric, 7)
                    .SelectMany(sum => Fields(sum, 1))
                    .Where(point => attributes.All(value => Fields(point, 7).Any(attribute => Holds(attribute, value))))
                    .Select(point => (long?)BinaryPrimitives.ReadInt64LittleEndian(Fields(point, 6).Single()))
                    .FirstOrDefault();
            }
        }

        return null;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    /// <summary>The fields of a message that have a number; those of a fixed or variable length have their bytes.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            var length = (tag & 7) switch { 0 => 0, 1 => 8, 2 => (int)Number(message, ref at), 5 => 4, _ => throw new InvalidDataException($"wire type {tag & 7}") };
            if ((tag & 7) == 0)
            {
                Number(message, ref at);
            }
            else if ((int)(tag >> 3) == number)
            {
                found.Add(message[at..(at + length)]);
            }

            at += length;
        }

        return found;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }
}
