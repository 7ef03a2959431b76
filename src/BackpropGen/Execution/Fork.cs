using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;

namespace BackpropGen.Execution;

/// <summary>
/// Parts a phase among the calling thread and others that wait for it, and joins them again. Share 0 is the caller's, each
/// other one that of the member of its number, so that a thread finds in its caches what it wrote before; what a member has
/// not begun when the caller is done, the caller does. So a member that the system has put aside delays nobody.
/// </summary>
internal sealed unsafe class Fork
{
    private const int SpinsBeforeYielding = 500;

    private Member[] _members = [];
    private Exception?[] _failures = [null];
    private int _isTaken;

    // The phase under way. A member reads it after it has taken its share, so before the phase can end.
    private delegate*<void*, int, Share, void> _run;
    private void* _program;
    private int _phase;
    private int _samples;
    private int _shares;
    private int _open;

    /// <summary>The threads of the process: models take turns, so that there are never more threads than one model asks for.</summary>
    public static Fork Shared { get; } = new();

    /// <summary>The threads beside the callers'.</summary>
    internal IReadOnlyList<Member> Members => _members;

    /// <summary>Runs all shares of a phase. Where another thread's phase is under way, they run one after the other on this
    /// one: the same shares, hence the same bits. Allocates at the first phase of that many shares only.</summary>
    public void Run<TProgram>(scoped in TProgram program, int phase, int samples, int shares)
        where TProgram : struct, IProgram<TProgram>, allows ref struct
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 1)
        {
            for (int number = 0; number < shares; number++)
            {
                TProgram.Run(program, phase, new Share(number, shares, samples));
            }

            return;
        }

        Exception? failure;
        try
        {
            Grow(shares);
            _run = &RunShare<TProgram>;
            // The memory is on this thread's stack, where the garbage collector keeps its spans up to date; the others only
            // read it, and this method does not return before they have.
            _program = Unsafe.AsPointer(ref Unsafe.AsRef(in program));
            (_phase, _samples, _shares) = (phase, samples, shares);
            failure = RunTogether();
        }
        finally
        {
            Volatile.Write(ref _isTaken, 0);
        }

        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Does the share of a number and counts it as done, whatever happens.</summary>
    internal void Do(int number)
    {
        try
        {
            _run(_program, _phase, new Share(number, _shares, _samples));
        }
#pragma warning disable CA1031 // Any exception of a share is thrown by the caller, after all shares have ended.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _failures[number] = exception;
        }

        Interlocked.Decrement(ref _open);
    }

    private static void RunShare<TProgram>(void* program, int phase, Share share)
        where TProgram : struct, IProgram<TProgram>, allows ref struct =>
        TProgram.Run(in Unsafe.AsRef<TProgram>(program), phase, share);

    /// <summary>The failure of the first samples or elements, if any.</summary>
    private Exception? RunTogether()
    {
        Volatile.Write(ref _open, _shares);
        for (int number = 1; number < _shares; number++)
        {
            _members[number - 1].Offer();
        }

        Do(0);
        for (int number = 1; number < _shares; number++)
        {
            if (_members[number - 1].TryTakeBack())
            {
                Do(number);
            }
        }

        for (int spins = 0; Volatile.Read(ref _open) > 0; spins++)
        {
            if (spins < SpinsBeforeYielding)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        Exception? first = null;
        for (int number = _shares - 1; number >= 0; number--)
        {
            first = _failures[number] ?? first;
            _failures[number] = null;
        }

        return first;
    }

    private void Grow(int shares)
    {
        if (_members.Length >= shares - 1)
        {
            return;
        }

        var members = new Member[shares - 1];
        _members.CopyTo(members, 0);
        for (int i = _members.Length; i < members.Length; i++)
        {
            members[i] = new Member(this, i + 1);
        }

        _failures = new Exception?[shares];
        _members = members;
    }
}
