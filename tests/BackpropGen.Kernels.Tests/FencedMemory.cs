using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace BackpropGen.Kernels.Tests;

/// <summary>Where memory touches a page that nobody may read or write.</summary>
public enum FencedEdge
{
    Start,
    End,
}

/// <summary>Numbers with a fence: whoever reads or writes beyond one edge ends the process, and the runtime prints who it was. Beyond the other edge what is written
/// is seen when the memory is released.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed unsafe class FencedMemory<T> : IDisposable
    where T : unmanaged
{
    /// <summary>What lies between the numbers and the page's other end.</summary>
    private const byte Untouched = 0xA5;

    private readonly int _length;
    private readonly nuint _room;
    private readonly byte* _pages;
    private readonly T* _start;

    /// <summary>Copies numbers to where a fence is.</summary>
    public FencedMemory(ReadOnlySpan<T> values, FencedEdge edge)
    {
        nuint bytes = (nuint)values.Length * (nuint)sizeof(T), page = (nuint)Environment.SystemPageSize;
        _length = values.Length;
        _room = Math.Max(1, (bytes + page - 1) / page) * page;
        _pages = FencePages.Reserve(_room + (2 * page));
        FencePages.Forbid(_pages, page);
        FencePages.Forbid(_pages + page + _room, page);
        Room.Fill(Untouched);
        _start = (T*)(_pages + page + (edge == FencedEdge.Start ? 0 : _room - bytes));
        values.CopyTo(Span);
    }

    /// <summary>The numbers.</summary>
    public Span<T> Span => new(_start, _length);

    private Span<byte> Room => new(_pages + Environment.SystemPageSize, (int)_room);

    /// <summary>Releases the memory.</summary>
    /// <exception cref="InvalidOperationException">Something was written beside the numbers.</exception>
    public void Dispose()
    {
        int start = (int)((byte*)_start - _pages) - Environment.SystemPageSize;
        bool isTouched = Room[..start].ContainsAnyExcept(Untouched) || Room[(start + (_length * sizeof(T)))..].ContainsAnyExcept(Untouched);
        FencePages.Release(_pages, _room + (2 * (nuint)Environment.SystemPageSize));
        if (isTouched)
        {
            throw new InvalidOperationException($"Something was written beside {_length} numbers.");
        }
    }
}

/// <summary>Pages of the operating system.</summary>
internal static unsafe partial class FencePages
{
    private const int ReadAndWrite = 3, Private = 2;

    private const uint Commit = 0x3000, WindowsReadAndWrite = 4, WindowsNothing = 1, WindowsRelease = 0x8000;

    private static int Anonymous => OperatingSystem.IsMacOS() ? 0x1000 : 0x20;

    internal static byte* Reserve(nuint bytes)
    {
        nint pages = OperatingSystem.IsWindows() ? VirtualAlloc(0, bytes, Commit, WindowsReadAndWrite) : MapPages(0, bytes, ReadAndWrite, Private | Anonymous, -1, 0);
        return (byte*)Checked(pages is not (0 or -1), pages);
    }

    internal static void Forbid(byte* page, nuint bytes) => Checked(
        OperatingSystem.IsWindows() ? VirtualProtect((nint)page, bytes, WindowsNothing, out _) != 0 : ProtectPages((nint)page, bytes, 0) == 0, 0);

    internal static void Release(byte* pages, nuint bytes) => Checked(
        OperatingSystem.IsWindows() ? VirtualFree((nint)pages, 0, WindowsRelease) != 0 : UnmapPages((nint)pages, bytes) == 0, 0);

    private static nint Checked(bool isDone, nint result, [CallerMemberName] string what = "") =>
        isDone ? result : throw new InvalidOperationException($"{what} failed: error {Marshal.GetLastPInvokeError()}.");

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint MapPages(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int ProtectPages(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int UnmapPages(nint address, nuint length);

    [LibraryImport("kernel32", EntryPoint = "VirtualAlloc", SetLastError = true)]
    private static partial nint VirtualAlloc(nint address, nuint size, uint type, uint protection);

    [LibraryImport("kernel32", EntryPoint = "VirtualProtect", SetLastError = true)]
    private static partial int VirtualProtect(nint address, nuint size, uint protection, out uint before);

    [LibraryImport("kernel32", EntryPoint = "VirtualFree", SetLastError = true)]
    private static partial int VirtualFree(nint address, nuint size, uint type);
}
