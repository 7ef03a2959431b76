using System.IO;

namespace BackpropGen;

/// <summary>
/// A file that appears whole or not at all: written beside its place under another name, flushed to the disk, then
/// renamed over it. Without <see cref="Commit"/> nothing remains.
/// </summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;
    private bool _committed;

    public AtomicFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = Path.GetFullPath(path);
        _temporaryPath = $"{_path}.{Guid.NewGuid():N}.tmp";
        Stream = new FileStream(_temporaryPath, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>What to write to.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts the file in its place.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        _committed = true;
    }

    /// <summary>Removes what was written, unless it is in its place.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        finally
        {
            // Closing writes what is buffered, which fails too where the disk is full.
            if (!_committed)
            {
                File.Delete(_temporaryPath);
            }
        }
    }
}
