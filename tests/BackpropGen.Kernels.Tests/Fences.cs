using System;
using System.Linq;
using Xunit;

namespace BackpropGen.Kernels.Tests;

/// <summary>Kernels on memory that ends, or begins, where nobody may read or write.</summary>
internal static class Fences
{
    /// <summary>Runs a kernel on arrays, then on copies that touch a fence at their end and at their start: it must reach nothing beyond, and do the same to the last
    /// bit wherever its memory lies.</summary>
    /// <param name="memory">What the kernel reads and writes.</param>
    /// <param name="kernel">Runs on memory of those lengths.</param>
    internal static void Check<T>(T[][] memory, Action<Memories<T>> kernel)
        where T : unmanaged
    {
        T[][] expected = [.. memory.Select(static one => (T[])one.Clone())];
        kernel(new Arrays<T>(expected));
        foreach (FencedEdge edge in Enum.GetValues<FencedEdge>())
        {
            using Copies<T> copies = new(memory, edge);
            kernel(copies);
            for (int i = 0; i < memory.Length; i++)
            {
                Assert.Equal(expected[i], copies[i].ToArray());
            }
        }
    }

    private sealed class Arrays<T>(T[][] arrays) : Memories<T>
        where T : unmanaged
    {
        public override Span<T> this[int number] => arrays[number];
    }

    private sealed class Copies<T>(T[][] memory, FencedEdge edge) : Memories<T>, IDisposable
        where T : unmanaged
    {
        private readonly FencedMemory<T>[] _copies = [.. memory.Select(one => new FencedMemory<T>(one, edge))];

        public override Span<T> this[int number] => _copies[number].Span;

        public void Dispose() => Array.ForEach(_copies, static copy => copy.Dispose());
    }
}

/// <summary>What a kernel reads and writes, by number.</summary>
internal abstract class Memories<T>
    where T : unmanaged
{
    public abstract Span<T> this[int number] { get; }
}
