using System;
using System.Threading;
using System.Threading.Tasks;
using BackpropGen.Execution;
using Xunit;

namespace BackpropGen.Tests;

public class WorkspacePoolTests
{
    [Fact]
    public void Two_workspaces_rented_at_once_do_not_overlap()
    {
        var pool = new WorkspacePool<float>();
        using Workspace<float> first = pool.Rent(100);
        using Workspace<float> second = pool.Rent(100);
        Assert.False(first.Span.Overlaps(second.Span));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_workspace_is_as_long_as_asked_for(int length)
    {
        var pool = new WorkspacePool<double>();
        using (pool.Rent(5000))
        {
        }

        using Workspace<double> workspace = pool.Rent(length);
        Assert.Equal(length, workspace.Span.Length);
    }

    [Fact]
    public void What_was_given_back_is_rented_again()
    {
        var pool = new WorkspacePool<int>();
        using (Workspace<int> first = pool.Rent(100))
        {
            first.Span[7] = 77;
        }

        using Workspace<int> second = pool.Rent(50);
        Assert.Equal(77, second.Span[7]);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void Every_workspace_begins_at_a_cache_line(int length)
    {
        var pool = new WorkspacePool<float>();
        using Workspace<float> first = pool.Rent(length);
        using Workspace<float> second = pool.Rent(length);
        Assert.Equal(0, Address(first.Span) % 64);
        Assert.Equal(0, Address(second.Span) % 64);
    }

    [Fact]
    public void Small_workspaces_given_back_in_any_order_are_free_when_all_are_given_back()
    {
        var pool = new WorkspacePool<float>();
        long before = Place(pool);
        Workspace<float> first = pool.Rent(100), second = pool.Rent(100);
        first.Dispose();
        using (Workspace<float> third = pool.Rent(100))
        {
            Assert.False(third.Span.Overlaps(second.Span));
        }

        second.Dispose();
        Assert.Equal(before, Place(pool));
    }

    [Fact]
    public void What_the_thread_has_no_room_for_comes_from_the_pool()
    {
        var pool = new WorkspacePool<float>();
        using Workspace<float> first = pool.Rent(8000);
        using Workspace<float> second = pool.Rent(8000);
        first.Span.Fill(1);
        second.Span.Fill(2);
        Assert.False(first.Span.ContainsAnyExcept(1));
    }

    [Fact]
    public void A_length_seen_before_allocates_nothing()
    {
        var pool = new WorkspacePool<float>();
        Assert.Equal(0, Allocations.Of(() =>
        {
            using Workspace<float> outer = pool.Rent(1000);
            using Workspace<float> inner = pool.Rent(10);
            inner.Span.Clear();
        }));
    }

    [Fact]
    public void The_smallest_that_is_long_enough_is_taken()
    {
        var pool = new WorkspacePool<int>();
        using (Workspace<int> large = pool.Rent(100_000))
        using (Workspace<int> small = pool.Rent(10_000))
        {
            large.Span[0] = 1;
            small.Span[0] = 2;
        }

        using Workspace<int> workspace = pool.Rent(9_000);
        Assert.Equal(2, workspace.Span[0]);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(10_000)]
    public void Threads_never_share_a_workspace(int length)
    {
        var pool = new WorkspacePool<int>();
        int disturbed = 0;
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            using Workspace<int> workspace = pool.Rent(length + (number % 3));
            workspace.Span.Fill(number);
            if (number % 16 == 0)
            {
                Thread.Yield();
            }

            if (workspace.Span.ContainsAnyExcept(number))
            {
                Interlocked.Increment(ref disturbed);
            }
        });
        Assert.Equal(0, disturbed);
    }

    [Fact]
    public void A_length_beyond_any_array_is_refused_with_advice()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new WorkspacePool<float>().Rent(1L << 33).Dispose());
        Assert.Contains("use fewer samples at once", exception.Message, StringComparison.Ordinal);
    }

    private static long Place(WorkspacePool<float> pool)
    {
        using Workspace<float> workspace = pool.Rent(1);
        return Address(workspace.Span);
    }

    // Workspaces never move.
    private static unsafe long Address(Span<float> span)
    {
        fixed (float* first = span)
        {
            return (long)first;
        }
    }
}
