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
        using (Workspace<int> large = pool.Rent(1000))
        using (Workspace<int> small = pool.Rent(100))
        {
            large.Span[0] = 1;
            small.Span[0] = 2;
        }

        using Workspace<int> workspace = pool.Rent(60);
        Assert.Equal(2, workspace.Span[0]);
    }

    [Fact]
    public void Threads_never_share_a_workspace()
    {
        var pool = new WorkspacePool<int>();
        int disturbed = 0;
        Parallel.For(0, 4000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, number =>
        {
            using Workspace<int> workspace = pool.Rent(64 + (number % 3));
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
}
