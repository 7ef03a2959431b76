using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>Several functions of the same scalars in canonical form: the steps of their computation, each distinct value once.
/// Equal computations are equal values.</summary>
internal sealed partial class VectorFunction : IEquatable<VectorFunction>
{
    private readonly int _hash;

    private VectorFunction(int arity, EquatableArray<Instruction> instructions, EquatableArray<int> outputs)
    {
        Arity = arity;
        Instructions = instructions;
        Outputs = outputs;
        _hash = unchecked((((instructions.GetHashCode() * 31) + outputs.GetHashCode()) * 31) + arity);
    }

    /// <summary>The number of arguments, used or not.</summary>
    public int Arity { get; }

    /// <summary>The steps, each after its operands.</summary>
    public EquatableArray<Instruction> Instructions { get; }

    /// <summary>The index of the step that gives each result.</summary>
    public EquatableArray<int> Outputs { get; }

    /// <summary>Which arguments a result depends on.</summary>
    public ImmutableArray<bool> UsedArguments => Instruction.UsedArguments(Instructions, Arity);

    /// <summary>The rough cost of all values, in additions.</summary>
    public int Cost => Instructions.Sum(static instruction => instruction.Cost);

    /// <summary>Builds a function.</summary>
    /// <param name="arity">The number of arguments.</param>
    /// <param name="build">Makes the results from the arguments, all nodes by the pool given.</param>
    public static VectorFunction Create(int arity, Func<ExpressionPool, Expression[], IReadOnlyList<Expression>> build)
    {
        var pool = new ExpressionPool();
        return From([.. build(pool, ScalarFunction.Arguments(pool, arity))], arity);
    }

    /// <summary>Some functions of the same arguments as one.</summary>
    public static VectorFunction Join(IReadOnlyList<ScalarFunction> functions, int arity) =>
        Create(arity, (pool, x) => [.. functions.Select(function => function.Apply(pool, x))]);

    /// <summary>The functions that expressions of one pool compute.</summary>
    internal static VectorFunction From(Expression[] roots, int arity)
    {
        var (instructions, outputs) = Instruction.List(roots);
        return new VectorFunction(arity, instructions, outputs);
    }

    /// <summary>The results as expressions of other expressions.</summary>
    /// <param name="pool">The pool to build in.</param>
    /// <param name="arguments">What stands for each argument.</param>
    public Expression[] Apply(ExpressionPool pool, IReadOnlyList<Expression> arguments)
    {
        var values = new Expression[Instructions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Instructions[i].Rebuild(pool, arguments, values);
        }

        return [.. Outputs.Select(output => values[output])];
    }

    /// <summary>The results as expressions that are not rewritten: what is printed is what the steps say.</summary>
    public Expression[] AsWritten()
    {
        var pool = new ExpressionPool();
        var values = new Expression[Instructions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pool.AsWritten(Instructions[i], values);
        }

        return [.. Outputs.Select(output => values[output])];
    }

    /// <summary>One of the results as a function of its own.</summary>
    public ScalarFunction Output(int index) => ScalarFunction.Create(Arity, (pool, x) => Apply(pool, x)[index]);

    /// <summary>Some of the results, in an order of their own.</summary>
    public VectorFunction Select(IReadOnlyList<int> outputs) => Create(Arity, (pool, x) =>
    {
        var all = Apply(pool, x);
        return [.. outputs.Select(output => all[output])];
    });

    /// <summary>The same function of those arguments alone that it uses, and which they are.</summary>
    public (VectorFunction Function, int[] Used) OfUsedArguments()
    {
        var isUsed = UsedArguments;
        int[] used = [.. Enumerable.Range(0, Arity).Where(i => isUsed[i])];
        var narrowed = Create(used.Length, (pool, x) =>
        {
            var arguments = new Expression[Arity];
            for (int i = 0; i < used.Length; i++)
            {
                arguments[used[i]] = x[i];
            }

            return Apply(pool, arguments);
        });
        return (narrowed, used);
    }

    /// <summary>Whether a result is 0 for all arguments.</summary>
    public bool IsZero(int output) => Instructions[Outputs[output]] is { Opcode: Opcode.Number } number && number.Numbers[0] == 0;

    /// <summary>The values in double: the reference that emitted code is tested against.</summary>
    /// <exception cref="ArgumentException">The number of arguments is not <see cref="Arity"/>.</exception>
    public double[] Evaluate(params double[] x)
    {
        if (x.Length != Arity)
        {
            throw new ArgumentException($"{Arity} arguments are needed, not {x.Length}.", nameof(x));
        }

        var values = new double[Instructions.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Instructions[i].Evaluate(x, values);
        }

        return [.. Outputs.Select(output => values[output])];
    }

    /// <inheritdoc/>
    public bool Equals(VectorFunction? other) => other is not null
        && (ReferenceEquals(this, other) || (_hash == other._hash && Arity == other.Arity && Instructions == other.Instructions && Outputs == other.Outputs));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VectorFunction);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
