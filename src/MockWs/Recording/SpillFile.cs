using System.Text;

namespace MockWs.Recording;

/// <summary>
/// Keeps on disk what the journal lets go. A file is a line that names the format, then blocks: a chunk's number, the place of the block in
/// the chunk, the origins of its connections as far as no block before it has them, its bytes. Used under the journal's lock.
/// </summary>
internal sealed class SpillFile : IDisposable
{
    public const string FirstLine = "MockWs journal 1\n";

    private readonly FileStream _file;
    private readonly BinaryWriter _writer;
    private readonly HashSet<int> _origins = [];
    private JournalChunk? _chunk;
    private int _written;
    private bool _isClosed;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public SpillFile(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 64 * 1024);
        _writer = new BinaryWriter(_file, Encoding.UTF8);
        _writer.Write(Encoding.ASCII.GetBytes(FirstLine));
    }

    /// <summary>Why writing ended early, such as a full disk; null while all is well.</summary>
    public string? Failure { get; private set; }

    /// <summary>Writes what a chunk holds beyond what was written of it before.</summary>
    public void Write(JournalChunk? chunk)
    {
        if (chunk is null || _isClosed || Failure is not null)
        {
            return;
        }

        if (_chunk != chunk)
        {
            (_chunk, _written) = (chunk, 0);
            _origins.Clear();
        }

        try
        {
            WriteBlock(chunk);
            _file.Flush();
            _written = chunk.Length;
        }
        catch (IOException e)
        {
            Failure = e.Message;
        }
    }

    public void Dispose()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        try
        {
            _writer.Dispose();
        }
        catch (IOException e)
        {
            Failure ??= e.Message;
        }
    }

    /// <summary>Reads a file back, block by block.</summary>
    /// <exception cref="InvalidDataException">This is not such a file, or it is cut off inside a block.</exception>
    public static IEnumerable<JournalEntry> Read(Stream file)
    {
        using var reader = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        if (Encoding.ASCII.GetString(reader.ReadBytes(FirstLine.Length)) != FirstLine)
        {
            throw new InvalidDataException($"This is not a journal file: it does not begin with the line \"{FirstLine.TrimEnd()}\".");
        }

        byte[] chunk = [];
        Dictionary<int, ClientOrigin> origins = [];
        var next = 1L;
        while (file.Position < file.Length)
        {
            var (first, start, added, block) = ReadBlock(reader);
            chunk = start == 0 ? block : [.. chunk, .. block];
            origins = start == 0 ? [] : origins;
            foreach (var (connection, origin) in added)
            {
                origins[connection] = origin;
            }

            foreach (var entry in new JournalSnapshot([new JournalSnapshot.Part(first, chunk, origins)], next))
            {
                next = entry.Sequence + 1;
                yield return entry;
            }
        }
    }

    private void WriteBlock(JournalChunk chunk)
    {
        var block = chunk.Bytes.Span[_written..];
        if (block.IsEmpty)
        {
            return;
        }

        _writer.Write(chunk.FirstSequence);
        _writer.Write(_written);
        var origins = chunk.Origins.Where(origin => _origins.Add(origin.Key)).ToList();
        _writer.Write(origins.Count);
        foreach (var (connection, origin) in origins)
        {
            _writer.Write(connection);
            _writer.Write(origin.Path);
            _writer.Write(origin.RemoteAddress);
        }

        _writer.Write(block.Length);
        _writer.Write(block);
        _writer.Flush();
    }

    private static (long First, int Start, Dictionary<int, ClientOrigin> Origins, byte[] Bytes) ReadBlock(BinaryReader reader)
    {
        try
        {
            var first = reader.ReadInt64();
            var start = reader.ReadInt32();
            var origins = new Dictionary<int, ClientOrigin>();
            for (var count = reader.ReadInt32(); count > 0; count--)
            {
                origins[reader.ReadInt32()] = new ClientOrigin(reader.ReadString(), reader.ReadString());
            }

            var length = reader.ReadInt32();
            var bytes = reader.ReadBytes(length);
            return bytes.Length == length ? (first, start, origins, bytes) : throw new EndOfStreamException();
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException("The journal file is cut off: its last block is not whole. The entries before it are.");
        }
    }
}
