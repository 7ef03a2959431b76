using System;
using System.Collections.Generic;
using System.Linq;
using BackpropGen.Generator.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace BackpropGen.Generator.Reading;

/// <summary>Statements: each leads on, out of a loop, or out of the method.</summary>
internal sealed partial class ScalarReader
{
    private const int ForkBudget = 256;

    private int _forks;

    private ScalarFlow Run(IReadOnlyList<IOperation> statements, Dictionary<ISymbol, object> variables, int first = 0)
    {
        for (int i = first; i < statements.Count; i++)
        {
            var flow = Run(statements[i], variables);
            if (flow is ScalarFlow.Goes { Exit: ScalarExit.Next } next)
            {
                variables = next.Variables;
                continue;
            }

            int following = i + 1;
            return flow is ScalarFlow.Forks
                ? flow.Then(end => end.Exit == ScalarExit.Next ? Run(statements, Copy(end.Variables), following) : end)
                : flow;
        }

        return new ScalarFlow.Goes(ScalarExit.Next, variables);
    }

    private ScalarFlow Run(IOperation statement, Dictionary<ISymbol, object> variables)
    {
        Step(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return Run(block.Operations, variables);
            case IMethodBodyOperation body:
                return Run((IOperation?)body.BlockBody ?? body.ExpressionBody!, variables);
            case IReturnOperation { ReturnedValue: { } value }:
                return new ScalarFlow.Returns(Real(Evaluate(value, variables), value));
            case IVariableDeclarationGroupOperation group:
                Declare(group, variables);
                break;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation, variables);
                break;
            case IConditionalOperation branch:
                return Branch(branch, variables);
            case IForLoopOperation loop:
                Run(loop.Before, variables);
                return Loop(loop.Condition, loop.AtLoopBottom, loop.Body, variables, isTested: true);
            case IWhileLoopOperation { ConditionIsUntil: false } loop:
                return Loop(loop.Condition, [], loop.Body, variables, loop.ConditionIsTop);
            case IBranchOperation { BranchKind: BranchKind.Break }:
                return new ScalarFlow.Goes(ScalarExit.Break, variables);
            case IBranchOperation { BranchKind: BranchKind.Continue }:
                return new ScalarFlow.Goes(ScalarExit.Continue, variables);
            case IEmptyOperation or ILocalFunctionOperation:
                break;
            default:
                throw Unsupported(statement, Text(statement), "this statement is not supported in a differentiable method");
        }

        return new ScalarFlow.Goes(ScalarExit.Next, variables);
    }

    private void Declare(IVariableDeclarationGroupOperation group, Dictionary<ISymbol, object> variables)
    {
        foreach (var declarator in group.Declarations.SelectMany(static declaration => declaration.Declarators))
        {
            var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
            if (initializer is not null)
            {
                variables[declarator.Symbol] = Evaluate(initializer.Value, variables);
            }
        }
    }

    private ScalarFlow Branch(IConditionalOperation branch, Dictionary<ISymbol, object> variables)
    {
        object condition = Evaluate(branch.Condition, variables);
        ScalarFlow Side(IOperation? side, Dictionary<ISymbol, object> own) => side is null ? new ScalarFlow.Goes(ScalarExit.Next, own) : Run(side, own);
        return condition is bool known
            ? Side(known ? branch.WhenTrue : branch.WhenFalse, variables)
            : ScalarFlow.Choose((ScalarCondition)condition, Side(branch.WhenTrue, Copy(variables)), Side(branch.WhenFalse, Copy(variables)));
    }

    /// <summary>Unrolls a loop whose condition is known in every round.</summary>
    private ScalarFlow Loop(IOperation? condition, IReadOnlyList<IOperation> bottom, IOperation body, Dictionary<ISymbol, object> variables, bool isTested)
    {
        while (true)
        {
            Step(body);
            if (isTested && condition is not null)
            {
                object decided = Evaluate(condition, variables);
                if (decided is not bool goesOn)
                {
                    throw Unsupported(condition, Text(condition), "the loop's end depends on a real argument");
                }

                if (!goesOn)
                {
                    return new ScalarFlow.Goes(ScalarExit.Next, variables);
                }
            }

            isTested = true;
            switch (Run(body, variables))
            {
                case ScalarFlow.Goes { Exit: ScalarExit.Break } end:
                    return end with { Exit = ScalarExit.Next };
                case ScalarFlow.Goes end:
                    variables = end.Variables;
                    Run(bottom, variables);
                    break;
                case ScalarFlow.Forks fork:
                    return NextRounds(fork, condition, bottom, body);
                case var returns:
                    return returns;
            }
        }
    }

    /// <summary>The rounds behind one that a real condition may leave.</summary>
    private ScalarFlow NextRounds(ScalarFlow.Forks fork, IOperation? condition, IReadOnlyList<IOperation> bottom, IOperation body)
    {
        if (++_forks > ForkBudget)
        {
            throw new ScalarProblem(ProblemKinds.BudgetExceeded, body, FormattableString.Invariant($"{ForkBudget} rounds that a real condition may leave"));
        }

        var flow = fork.Then(end =>
        {
            if (end.Exit == ScalarExit.Break)
            {
                return end with { Exit = ScalarExit.Next };
            }

            var variables = Copy(end.Variables);
            Run(bottom, variables);
            return Loop(condition, bottom, body, variables, isTested: true);
        });
        _forks--;
        return flow;
    }
}
