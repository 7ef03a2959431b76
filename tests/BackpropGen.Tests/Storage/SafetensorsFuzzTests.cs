using System;
using System.IO;
using Xunit;

namespace BackpropGen.Tests;

public class SafetensorsFuzzTests
{
    [Fact]
    public void A_truncated_file_changes_nothing()
    {
        using var file = new TemporaryFile();
        byte[] bytes = Saved(file.Path);
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(file.Path, bytes.AsSpan(0, length));
            TestModel<float> model = SafetensorsTests.Model<float>(2);
            Assert.Throws<ModelFormatException>(() => model.Restore(file.Path));
            Assert.Equal(SafetensorsTests.Bits(SafetensorsTests.Model<float>(2)), SafetensorsTests.Bits(model));
        }
    }

    [Fact]
    public void A_file_with_bytes_after_its_end_changes_nothing()
    {
        using var file = new TemporaryFile();
        File.WriteAllBytes(file.Path, [.. Saved(file.Path), 0]);
        TestModel<float> model = SafetensorsTests.Model<float>(2);
        Assert.Throws<ModelFormatException>(() => model.Restore(file.Path));
        Assert.Equal(SafetensorsTests.Bits(SafetensorsTests.Model<float>(2)), SafetensorsTests.Bits(model));
    }

    /// <summary>A flipped byte of the free text or of the padding may not matter; any other is found.</summary>
    [Theory]
    [InlineData(0x01)]
    [InlineData(0x02)]
    [InlineData(0x20)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void A_damaged_header_restores_the_same_or_changes_nothing(byte flip)
    {
        using var file = new TemporaryFile();
        byte[] bytes = Saved(file.Path);
        int[] saved = SafetensorsTests.Bits(SafetensorsTests.Model<float>(1)), before = SafetensorsTests.Bits(SafetensorsTests.Model<float>(2));
        int refused = 0, end = 8 + BitConverter.ToInt32(bytes);
        for (int index = 0; index < end; index++)
        {
            bytes[index] ^= flip;
            File.WriteAllBytes(file.Path, bytes);
            TestModel<float> model = SafetensorsTests.Model<float>(2);
            bool restored = TryRestore(model, file.Path);
            Assert.Equal(restored ? saved : before, SafetensorsTests.Bits(model));
            refused += restored ? 0 : 1;
            bytes[index] ^= flip;
        }

        Assert.True(refused > end * 9 / 10, $"{refused} of {end}");
    }

    private static bool TryRestore(TestModel<float> model, string path)
    {
        try
        {
            model.Restore(path);
            return true;
        }
        catch (ModelFormatException)
        {
            return false;
        }
    }

    private static byte[] Saved(string path)
    {
        SafetensorsTests.Model<float>(1).Save(path);
        return File.ReadAllBytes(path);
    }
}
