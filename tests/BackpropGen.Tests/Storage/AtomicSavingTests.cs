using System;
using System.IO;
using Xunit;

namespace BackpropGen.Tests;

public class AtomicSavingTests
{
    [Fact]
    public void An_existing_file_survives_a_save_that_fails_half_way()
    {
        using var file = new TemporaryFile();
        File.WriteAllText(file.Path, "before");
        using (var atomic = new AtomicFile(file.Path))
        {
            // What a full disk does to a save: the file is left without a commit.
            atomic.Stream.Write("after"u8);
            atomic.Stream.Flush();
        }

        Assert.Equal("before", File.ReadAllText(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void A_place_that_cannot_be_replaced_fails_and_leaves_no_temporary_file()
    {
        using var file = new TemporaryFile();
        Directory.CreateDirectory(file.Path);
        Exception? exception = Record.Exception(() => new ModelStorage<float>(Layouts.TwoLayers).Save(file.Path));
        Assert.True(exception is IOException or UnauthorizedAccessException, exception?.ToString());
        Assert.Empty(Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void A_save_into_a_folder_that_is_not_there_fails()
    {
        using var file = new TemporaryFile();
        string path = Path.Combine(file.Folder, "none", "model.safetensors");
        Assert.Throws<DirectoryNotFoundException>(() => new ModelStorage<float>(Layouts.TwoLayers).Save(path));
    }

    [Fact]
    public void The_file_is_not_in_its_place_before_the_commit()
    {
        using var file = new TemporaryFile();
        using (var atomic = new AtomicFile(file.Path))
        {
            atomic.Stream.Write("new"u8);
            atomic.Stream.Flush();
            Assert.False(File.Exists(file.Path));
            atomic.Commit();
            Assert.Equal("new", File.ReadAllText(file.Path));
        }

        Assert.Equal([file.Path], Directory.GetFiles(file.Folder));
    }

    [Fact]
    public void An_empty_path_is_refused() => Assert.Throws<ArgumentException>(() => new ModelStorage<float>(Layouts.TwoLayers).Save(""));
}
