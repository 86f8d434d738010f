// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace stratoplan::bench {

/// A SAM template as people write them, of that many resources and about 2 kB a resource: of five
/// resources three are functions (comments, environment, policies, an event), one is a queue and
/// one a table.
inline QByteArray madeUpTemplate(int resources)
{
    QByteArray text = "AWSTemplateFormatVersion: '2010-09-09'\n"
                      "Transform: AWS::Serverless-2016-10-31\n"
                      "Description: Orders, and what becomes of them\n"
                      "Parameters:\n  Stage:\n    Type: String\n    Default: test\n"
                      "Globals:\n  Function:\n    Runtime: python3.12\n    Timeout: 10\n"
                      "    Tracing: Active\n\nResources:\n";
    const auto function = [&](const QByteArray &id, const QByteArray &queue,
                              const QByteArray &table) {
        text += "  # Takes what waits in " + queue + " and keeps it in " + table + ".\n  " + id
            + ":\n"
              "    Type: AWS::Serverless::Function\n"
              "    Properties:\n"
              "      FunctionName: !Sub \"${Stage}-"
            + id
            + "\" # unique in the account\n"
              "      Description: >-\n"
              "        Reads messages in batches, checks them and writes\n"
              "        the good ones to the table; the others go back.\n"
              "      CodeUri: functions/"
            + id
            + "/\n"
              "      Handler: app.handler\n"
              "      MemorySize: 512\n"
              "      Architectures: [arm64]\n"
              "      Environment:\n"
              "        Variables:\n"
              "          TABLE_NAME: !Ref "
            + table
            + "\n"
              "          QUEUE_URL: !GetAtt "
            + queue + ".QueueUrl\n";
        for (int i = 0; i < 18; ++i) {
            const QByteArray number = QByteArray::number(i);
            text += "          SETTING_" + number + ": 'a value of the length that settings have "
                + number + "'\n";
        }
        text += "      Policies:\n"
                "        - DynamoDBCrudPolicy:\n"
                "            TableName: !Ref "
            + table
            + "\n"
              "        - SQSSendMessagePolicy:\n"
              "            QueueName: !GetAtt "
            + queue
            + ".QueueName\n"
              "        - Statement:\n"
              "            - Effect: Allow\n"
              "              Action: [ssm:GetParameter, ssm:GetParameters]\n"
              "              Resource: !Sub arn:${AWS::Partition}:ssm:${AWS::Region}:"
              "${AWS::AccountId}:parameter/"
            + id
            + "/*\n"
              "      Events:\n"
              "        Work:\n"
              "          Type: SQS\n"
              "          Properties:\n"
              "            Queue: !GetAtt "
            + queue
            + ".Arn\n"
              "            BatchSize: 10\n"
              "            FunctionResponseTypes:\n"
              "              - ReportBatchItemFailures\n"
              "      Tags:\n";
        for (int i = 0; i < 12; ++i) {
            const QByteArray number = QByteArray::number(i);
            text += "        tag-" + number + ": \"what tag " + number + " says of " + id + "\"\n";
        }
    };
    for (int i = 0; i < resources; ++i) {
        const QByteArray group = QByteArray::number(i / 5);
        const QByteArray queue = "Queue" + group;
        const QByteArray table = "Table" + group;
        if (i % 5 < 3) {
            function("Worker" + QByteArray::number(i), queue, table);
        } else if (i % 5 == 3) {
            text += "  " + queue
                + ":\n    Type: AWS::SQS::Queue\n    Properties:\n      VisibilityTimeout: 60\n"
                  "      MessageRetentionPeriod: 1209600\n      Tags:\n";
            for (int tag = 0; tag < 12; ++tag) {
                text += "        - Key: tag-" + QByteArray::number(tag)
                    + "\n          Value: \"what this tag says\"\n";
            }
        } else {
            text += "  " + table
                + ":\n    Type: AWS::DynamoDB::Table\n    Properties:\n"
                  "      BillingMode: PAY_PER_REQUEST\n"
                  "      AttributeDefinitions:\n"
                  "        - {AttributeName: pk, AttributeType: S}\n"
                  "        - {AttributeName: sk, AttributeType: S}\n"
                  "      KeySchema:\n"
                  "        - {AttributeName: pk, KeyType: HASH}\n"
                  "        - {AttributeName: sk, KeyType: RANGE}\n";
        }
    }
    text += "Outputs:\n  Stage:\n    Value: !Ref Stage\n";
    return text;
}

} // namespace stratoplan::bench
