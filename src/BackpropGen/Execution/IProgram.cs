namespace BackpropGen.Execution;

/// <summary>A program in phases that threads can share. Implemented by the memory of a generated program.</summary>
/// <typeparam name="TSelf">The memory that one run reads and writes.</typeparam>
public interface IProgram<TSelf>
    where TSelf : struct, IProgram<TSelf>, allows ref struct
{
    /// <summary>Does a thread's share of a phase. No two shares of a phase write to one place, or read what the other writes.</summary>
    /// <param name="program">The memory.</param>
    /// <param name="phase">The phase's number.</param>
    /// <param name="share">The share.</param>
    static abstract void Run(scoped in TSelf program, int phase, scoped in Share share);
}
