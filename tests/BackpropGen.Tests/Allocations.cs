using System;

namespace BackpropGen.Tests;

/// <summary>Measures what an action allocates.</summary>
internal static class Allocations
{
    /// <summary>The bytes that an action allocates on this thread once it is warm.</summary>
    public static long Of(Action action)
    {
        for (int i = 0; i < 3; i++)
        {
            action();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
