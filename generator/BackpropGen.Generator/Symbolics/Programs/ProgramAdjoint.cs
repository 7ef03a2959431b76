using System.Collections.Generic;
using System.Linq;

namespace BackpropGen.Generator.Symbolics;

/// <summary>The derivatives of a program's results, weighted by cotangents, by its inputs: it runs forwards and keeps what its loops carry, then
/// each round is undone, the last one first. Loops inside a round are run again then, so that memory is the sum of their lengths and not the product.</summary>
/// <remarks>Source: Griewank and Walther, Evaluating Derivatives, 2nd edition, 2008, chapters 3 and 12.</remarks>
internal sealed class ProgramAdjoint
{
    // The loop over the rows of a Jacobian; a program's own loops have numbers from 0.
    private const int RowLoop = -1;

    private readonly ScalarProgram _program;
    private readonly IReadOnlyList<ProgramPlace>? _cotangents;
    private readonly HashSet<int> _chosen;
    private readonly int _values;
    private readonly LoopInteger _row;
    private readonly ProgramBuilder _builder;
    private readonly Dictionary<int, int> _variables = [];
    private readonly Dictionary<int, int> _tapes = [];

    private ProgramAdjoint(ScalarProgram program, int inputs, IEnumerable<int> chosen, IReadOnlyList<ProgramPlace>? cotangents)
    {
        _program = program;
        _chosen = [.. chosen];
        _values = program.Arrays[ScalarProgram.Results].Length;
        _builder = new ProgramBuilder(program);
        _builder.Resize(ScalarProgram.Inputs, inputs);
        _row = LoopInteger.Constant(_values);
        if (cotangents is not null)
        {
            _cotangents = cotangents;
            _builder.Resize(ScalarProgram.Results, _values + program.Arity);
            return;
        }

        // Row by row, forwards too, since going back leaves the first values in variables: in round k the result k has weight 1, the others have none.
        _row = _row.Plus(LoopInteger.Round(RowLoop).Times(program.Arity));
        _builder.Resize(ScalarProgram.Results, _values + (_values * program.Arity));
    }

    /// <summary>The results, then the derivative by each input.</summary>
    /// <param name="program">The program.</param>
    /// <param name="cotangents">The weight of each of its results: constants, or inputs behind its own.</param>
    /// <param name="inputs">The number of inputs with the cotangents'.</param>
    /// <param name="chosen">The inputs to differentiate by; the others' derivatives stay 0.</param>
    public static ScalarProgram Of(ScalarProgram program, IReadOnlyList<ProgramPlace> cotangents, int inputs, IEnumerable<int> chosen)
    {
        var adjoint = new ProgramAdjoint(program, inputs, chosen, cotangents);
        return adjoint.Of(static items => items);
    }

    /// <summary>The results, then the Jacobian, row by row.</summary>
    /// <param name="program">The program.</param>
    /// <param name="chosen">The inputs to differentiate by; the others' derivatives stay 0.</param>
    public static ScalarProgram Jacobian(ScalarProgram program, IEnumerable<int> chosen)
    {
        var adjoint = new ProgramAdjoint(program, program.Arity, chosen, cotangents: null);
        return adjoint.Of(items => [new ProgramItem.Loop(RowLoop, "row", adjoint._values, false, [], [.. items])]);
    }

    private ScalarProgram Of(System.Func<IEnumerable<ProgramItem>, IEnumerable<ProgramItem>> repeat)
    {
        var forward = Forward(_program.Items, isTaped: true);
        var begin = Assigned(_program.Items).Select(variable => Set(Bar(variable), 0));
        var backward = Backward(_program.Items);
        EquatableArray<ProgramItem> items = [.. repeat([.. forward, .. begin, .. backward])];
        return ProgramFusion.Fuse(new ScalarProgram(_builder.Arrays, _builder.Variables, items));
    }

    /// <summary>Items as they are; outer loops keep what they carry into each round.</summary>
    private IEnumerable<ProgramItem> Forward(EquatableArray<ProgramItem> items, bool isTaped) => items.Select(item => item is ProgramItem.Loop loop
        ? loop with { Body = [.. isTaped ? loop.Carries.Select(carry => Copy(new ProgramPlace.Scalar(carry.Variable), TapeOf(loop, carry))) : [], .. Forward(loop.Body, isTaped: false)] }
        : item);

    private IEnumerable<ProgramItem> Backward(EquatableArray<ProgramItem> items) => items.Reverse().SelectMany(item => item is ProgramItem.Loop loop
        ? Backward(loop)
        : Backward((ProgramItem.Step)item));

    private IEnumerable<ProgramItem> Backward(ProgramItem.Step step)
    {
        var arguments = step.Arguments.Select(static (place, i) => (Place: place, Index: i)).Where(argument => IsActive(argument.Place)).ToList();
        if (arguments.Count > 0)
        {
            yield return new ProgramItem.Step(
                step.Function.VectorJacobianProduct([.. arguments.Select(static argument => argument.Index)]),
                [.. step.Arguments, .. step.Targets.Select(target => CotangentOf(target.Place))],
                [.. arguments.Select(argument => new Target(GradientOf(argument.Place), Accumulates: true))]);
        }
    }

    /// <summary>Undoes a loop. What a round computes again are variables of their own: the first run's last values stay.</summary>
    private IEnumerable<ProgramItem> Backward(ProgramItem.Loop loop)
    {
        var again = ProgramRenaming.Rename(loop, _builder);
        var inside = Assigned(again.Body).Except(again.Carries.Select(static carry => carry.Variable)).ToList();
        var start = loop.Carries.Zip(again.Carries, (carry, copy) => Copy(Bar(carry.Variable), Bar(copy.Variable)));
        var restore = loop.Carries.Zip(again.Carries, (carry, copy) => Copy(TapeOf(loop, carry), new ProgramPlace.Scalar(copy.Variable)));
        // What a round passes on has the cotangent of what the next round was given; its own numbers begin with none.
        var begin = inside.Select(variable => Set(Bar(variable), 0));
        var passedOn = again.Carries.Select(carry => (carry, Held: _builder.AddVariable(_builder.NameOf(carry.Variable) + "Held"))).ToList();
        var hold = passedOn.Select(pair => Copy(Bar(pair.carry.Variable), new ProgramPlace.Scalar(pair.Held)));
        var clear = again.Carries.Select(carry => Set(Bar(carry.Variable), 0));
        var pass = passedOn.Where(pair => IsActive(pair.carry.Next)).Select(pair => Add(new ProgramPlace.Scalar(pair.Held), GradientOf(pair.carry.Next)));
        ProgramItem[] undone =
        [
            .. start,
            again with
            {
                IsDescending = !loop.IsDescending,
                Carries = [],
                Body = [.. restore, .. Forward(again.Body, isTaped: true), .. begin, .. hold, .. clear, .. pass, .. Backward(again.Body)],
            },
        ];
        var collect = again.Carries.Where(carry => IsActive(carry.Initial)).Select(carry => Add(Bar(carry.Variable), GradientOf(carry.Initial)));
        return undone.Concat(collect).ToList();
    }

    /// <summary>The variables that items assign, not those inside their loops.</summary>
    private static IEnumerable<int> Assigned(EquatableArray<ProgramItem> items) => items.SelectMany(static item => item switch
    {
        ProgramItem.Loop loop => loop.Carries.Select(static carry => carry.Variable),
        ProgramItem.Step step => step.Targets.Select(static target => target.Place).OfType<ProgramPlace.Scalar>().Select(static scalar => scalar.Id),
        _ => [],
    });

    private bool IsActive(ProgramPlace place) => place is ProgramPlace.Scalar
        || (place is ProgramPlace.Element { Array: ScalarProgram.Inputs } element && _chosen.Contains((int)element.Index.First));

    /// <summary>Where the cotangent of a number that is assigned is read.</summary>
    private ProgramPlace CotangentOf(ProgramPlace place) => place is not ProgramPlace.Element { Array: ScalarProgram.Results } result ? Bar(((ProgramPlace.Scalar)place).Id)
        : _cotangents is null ? new ProgramPlace.Unit(LoopInteger.Round(RowLoop), result.Index)
        : result.Index.Terms.IsEmpty || _cotangents[(int)result.Index.First] is not ProgramPlace.Element first ? _cotangents[(int)result.Index.First]
        : first with { Index = first.Index.Plus(result.Index.Plus(-result.Index.First)) };

    /// <summary>Where the cotangent of a number that is read is collected.</summary>
    private ProgramPlace GradientOf(ProgramPlace place) => place is ProgramPlace.Element { Array: ScalarProgram.Inputs } input
        ? input with { Array = ScalarProgram.Results, Index = input.Index.Plus(_row) }
        : Bar(((ProgramPlace.Scalar)place).Id);

    private ProgramPlace.Scalar Bar(int variable)
    {
        if (!_variables.TryGetValue(variable, out int bar))
        {
            _variables.Add(variable, bar = _builder.AddVariable(_builder.NameOf(variable) + "Bar"));
        }

        return new ProgramPlace.Scalar(bar);
    }

    private ProgramPlace TapeOf(ProgramItem.Loop loop, Carry carry)
    {
        if (!_tapes.TryGetValue(carry.Variable, out int tape))
        {
            _tapes.Add(carry.Variable, tape = _builder.AddArray(_builder.NameOf(carry.Variable) + "Tape", loop.Count));
        }

        return new ProgramPlace.Element(tape, LoopInteger.Round(loop.Number));
    }

    private static ProgramItem.Step Copy(ProgramPlace from, ProgramPlace to) => new(Identity, [from], [new Target(to, Accumulates: false)]);

    private static ProgramItem.Step Add(ProgramPlace from, ProgramPlace to) => new(Identity, [from], [new Target(to, Accumulates: true)]);

    private static ProgramItem.Step Set(ProgramPlace to, double value) => Copy(new ProgramPlace.Constant(value), to);

    private static VectorFunction Identity { get; } = VectorFunction.Create(1, static (_, x) => x);
}
