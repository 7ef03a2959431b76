using System;

namespace BackpropGen.Kernels.Tests;

internal static class Allocations
{
    /// <summary>The bytes that an action allocates once it is warm.</summary>
    internal static long Of(Action action)
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
