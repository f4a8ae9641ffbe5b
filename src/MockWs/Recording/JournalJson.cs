using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using MockWs.Wire;

namespace MockWs.Recording;

public sealed partial class Journal
{
    /// <summary>Writes the entries of this moment as JSON Lines: UTF-8, one object a line.</summary>
    /// <param name="output">Where the lines go; left open.</param>
    /// <param name="cancellation">Ends the writing between two lines.</param>
    public Task WriteJsonLinesAsync(Stream output, CancellationToken cancellation = default) => ExportJsonLinesAsync(this, output, cancellation);

    /// <summary>Writes any entries as JSON Lines: UTF-8, one object a line.</summary>
    /// <param name="entries">The entries, such as those of <see cref="ReadFile"/>.</param>
    /// <param name="output">Where the lines go; left open.</param>
    /// <param name="cancellation">Ends the writing between two lines.</param>
    public static async Task ExportJsonLinesAsync(IEnumerable<JournalEntry> entries, Stream output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        ArgumentNullException.ThrowIfNull(output);
        var line = new ArrayBufferWriter<byte>();
        foreach (var entry in entries)
        {
            line.ResetWrittenCount();
            WriteJson(entry, line);
            line.Write("\n"u8);
            await output.WriteAsync(line.WrittenMemory, cancellation).ConfigureAwait(false);
        }

        await output.FlushAsync(cancellation).ConfigureAwait(false);
    }

    /// <summary>Writes an entry as one JSON object on one line, without an end of line.</summary>
    internal static void WriteJson(JournalEntry entry, IBufferWriter<byte> line)
    {
        using var json = new Utf8JsonWriter(line);
        WriteJson(entry, json);
    }

    /// <summary>Writes an entry as a JSON object.</summary>
    internal static void WriteJson(JournalEntry entry, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", entry.Sequence);
        json.WriteString("time", entry.Time);
        json.WriteNumber("connection", entry.Connection);
        json.WriteString("path", entry.Path);
        json.WriteString("kind", entry.Kind.ToString().ToLowerInvariant());
        if (entry.Opcode is { } opcode)
        {
            json.WriteString("opcode", opcode.ToString().ToLowerInvariant());
            json.WriteNumber("frames", entry.Frames);
        }

        if (entry.IsCompressed)
        {
            json.WriteBoolean("compressed", true);
        }

        if (entry.IsUnmatched)
        {
            json.WriteBoolean("unmatched", true);
        }

        WriteContent(entry, json);
        if (entry.Cause is { } cause)
        {
            json.WriteNumber("cause", cause);
        }

        json.WriteEndObject();
    }

    private static void WriteContent(JournalEntry entry, Utf8JsonWriter json)
    {
        if (entry.Status is { } status)
        {
            json.WriteString("address", entry.RemoteAddress);
            json.WriteNumber("status", status);
            json.WriteString("request", entry.Request);
            json.WriteString("answer", entry.Answer);
            return;
        }

        if (entry.CloseCode is { } code)
        {
            json.WriteNumber("closeCode", code);
        }

        if (entry.ClosedByClient is { } byClient)
        {
            json.WriteBoolean("closedByClient", byClient);
        }

        // The code of a close frame is not text, and stands above; its reason is.
        if (entry.Opcode is { } opcode && opcode != Opcode.Close && (entry.IsBinary || !Utf8.IsValid(entry.Payload.Span)))
        {
            json.WriteBase64String("base64", entry.Payload.Span);
        }
        else
        {
            json.WriteString("text", entry.Text);
        }
    }
}
