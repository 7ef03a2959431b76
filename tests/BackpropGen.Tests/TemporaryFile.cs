using System;
using System.IO;

namespace BackpropGen.Tests;

/// <summary>A folder of its own for a test's files; removed in the end.</summary>
internal sealed class TemporaryFile : IDisposable
{
    public TemporaryFile() => Directory.CreateDirectory(Folder);

    public string Folder { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "backpropgen-" + Guid.NewGuid().ToString("N"));

    public string Path => System.IO.Path.Combine(Folder, "model.safetensors");

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
