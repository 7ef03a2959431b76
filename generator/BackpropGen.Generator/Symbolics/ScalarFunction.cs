using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>A function of scalars in canonical form: the steps of its computation, each distinct value once, the last one the result.
/// Equal computations are equal values.</summary>
internal sealed partial class ScalarFunction : IEquatable<ScalarFunction>
{
    private readonly int _hash;

    private ScalarFunction(int arity, EquatableArray<Instruction> instructions)
    {
        Arity = arity;
        Instructions = instructions;
        _hash = unchecked((instructions.GetHashCode() * 31) + arity);
    }

    /// <summary>The function that returns its only argument.</summary>
    public static ScalarFunction Identity { get; } = Create(1, static (pool, x) => x[0]);

    /// <summary>The number of arguments, used or not.</summary>
    public int Arity { get; }

    /// <summary>The steps, each after its operands.</summary>
    public EquatableArray<Instruction> Instructions { get; }

    /// <summary>Which arguments the value depends on.</summary>
    public ImmutableArray<bool> UsedArguments => Instruction.UsedArguments(Instructions, Arity);

    /// <summary>Whether this is <see cref="Identity"/>.</summary>
    public bool IsIdentity => Arity == 1 && Instructions.Length == 1 && Instructions[0].Opcode == Opcode.Argument;

    /// <summary>The rough cost of one value, in additions; a transcendental function counts some twenty.</summary>
    public int Cost => Instructions.Sum(static instruction => instruction.Cost);

    /// <summary>Builds a function.</summary>
    /// <param name="arity">The number of arguments.</param>
    /// <param name="build">Makes the result from the arguments, all nodes by the pool given.</param>
    public static ScalarFunction Create(int arity, Func<ExpressionPool, Expression[], Expression> build)
    {
        var pool = new ExpressionPool();
        return From(build(pool, Arguments(pool, arity)), arity);
    }

    /// <summary>A constant, as a function of a number of arguments that it ignores.</summary>
    public static ScalarFunction Constant(double value, int arity = 0) => Create(arity, (pool, _) => pool.Number(value));

    /// <summary>A row of the table.</summary>
    public static ScalarFunction Of(Function function) => Create(function.Arity, (pool, x) => pool.Call(function, x));

    /// <summary>The function that an expression computes.</summary>
    internal static ScalarFunction From(Expression root, int arity)
    {
        var (instructions, _) = Instruction.List([root]);
        return new ScalarFunction(arity, instructions);
    }

    /// <summary>The least arity that holds every argument of an expression.</summary>
    internal static int ArityOf(Expression root) => PostOrder(root).Where(node => node.Opcode == Opcode.Argument).Select(node => node.Index + 1).DefaultIfEmpty(0).Max();

    /// <summary>The function as an expression of other expressions.</summary>
    /// <param name="pool">The pool to build in.</param>
    /// <param name="arguments">What stands for each argument.</param>
    public Expression Apply(ExpressionPool pool, IReadOnlyList<Expression> arguments) =>
        Replay(pool, arguments, Instructions.Length, static (_, value) => value);

    /// <summary>The function of <paramref name="arity"/> arguments that results when each argument of this one is such a function itself.</summary>
    /// <exception cref="ArgumentException">The number of arguments is not this function's, or one has another arity.</exception>
    public ScalarFunction Compose(int arity, IReadOnlyList<ScalarFunction> arguments)
    {
        if (arguments.Count != Arity)
        {
            throw new ArgumentException($"{Arity} arguments are needed, not {arguments.Count}.", nameof(arguments));
        }

        return Create(arity, (pool, x) => Apply(pool, arguments.Select(argument => argument.Arity == arity
            ? argument.Apply(pool, x)
            : throw new ArgumentException($"An argument takes {argument.Arity} arguments, not {arity}.", nameof(arguments))).ToArray()));
    }

    /// <summary>The same function with its arguments renumbered: argument i becomes argument map[i] of <paramref name="arity"/>;
    /// two may become one, and an unused one may be mapped to −1.</summary>
    public ScalarFunction WithArguments(IReadOnlyList<int> map, int arity) =>
        Create(arity, (pool, x) => Apply(pool, map.Select(index => index < 0 ? pool.Number(0) : x[index]).ToArray()));

    /// <summary>The value of one of the steps.</summary>
    /// <param name="step">The step's number.</param>
    public ScalarFunction Part(int step) => Create(Arity, (pool, arguments) => Replay(pool, arguments, step + 1, static (_, value) => value));

    /// <summary>The function whose further arguments, behind its own, are the values of some of the steps.</summary>
    /// <param name="steps">The steps' numbers.</param>
    public ScalarFunction WithParts(IReadOnlyList<int> steps) => Create(Arity + steps.Count, (pool, arguments) =>
    {
        var given = new Dictionary<int, Expression>();
        for (var i = 0; i < steps.Count; i++)
        {
            given.Add(steps[i], arguments[Arity + i]);
        }

        return Replay(pool, arguments, Instructions.Length, (step, value) => given.TryGetValue(step, out var part) ? part : value);
    });

    /// <summary>Whether the value is the same for all arguments, and which.</summary>
    public bool IsConstant(out double value)
    {
        var isConstant = Instructions.Length == 1 && Instructions[0].Opcode == Opcode.Number;
        value = isConstant ? Instructions[0].Numbers[0] : double.NaN;
        return isConstant;
    }

    /// <inheritdoc/>
    public bool Equals(ScalarFunction? other) =>
        other is not null && (ReferenceEquals(this, other) || (_hash == other._hash && Arity == other.Arity && Instructions == other.Instructions));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScalarFunction);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;

    /// <inheritdoc/>
    public override string ToString() => ToMathematics([.. Enumerable.Range(0, Arity).Select(i => "x" + MathematicsPrinter.Subscript(i))]);

    /// <summary>The first steps over arguments, each value as it is used from there on.</summary>
    private Expression Replay(ExpressionPool pool, IReadOnlyList<Expression> arguments, int count, Func<int, Expression, Expression> used)
    {
        var values = new Expression[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = used(i, Instructions[i].Rebuild(pool, arguments, values));
        }

        return values[count - 1];
    }

    internal static Expression[] Arguments(ExpressionPool pool, int arity)
    {
        var arguments = new Expression[arity];
        for (var i = 0; i < arity; i++)
        {
            arguments[i] = pool.Argument(i);
        }

        return arguments;
    }

    /// <summary>The nodes under a root, each once and after its operands, in the operands' order.</summary>
    internal static List<Expression> PostOrder(params Expression[] roots)
    {
        var order = new List<Expression>();
        var seen = new HashSet<Expression>();
        var stack = new Stack<(Expression Node, int Next)>();
        foreach (var root in roots)
        {
            if (seen.Add(root))
            {
                stack.Push((root, 0));
            }

            while (stack.Count > 0)
            {
                var (node, next) = stack.Pop();
                if (next == node.Operands.Length)
                {
                    order.Add(node);
                    continue;
                }

                stack.Push((node, next + 1));
                if (seen.Add(node.Operands[next]))
                {
                    stack.Push((node.Operands[next], 0));
                }
            }
        }

        return order;
    }
}
